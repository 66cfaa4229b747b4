using InvestBot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvestBot.Silo.Retention;

/// <summary>Drops old months of bars, and of every bot's equity curve, once a day, counted from the start of the process.</summary>
public sealed class MonthRetention(FleetStorage storage, SiloOptions options, TimeProvider time, ILogger<MonthRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Period)
        {
            await Task.Delay(wait, time, stoppingToken);
            await TryAsync("the market", token => storage.BarMonths.DropAsync(options.KeepBarMonths, token), stoppingToken);
            await TryAsync("the fleet", DropEquityAsync, stoppingToken);
        }
    }

    // One bot after another: there is a day for it.
    private async Task<IReadOnlyList<string>> DropEquityAsync(CancellationToken token)
    {
        foreach (var instance in (await storage.Instances.ListAsync(token)).Where(instance => instance.State == "ready"))
            await TryAsync(instance.Name, inner => storage.Instances.DropEquityMonthsAsync(instance.Name, options.KeepEquityMonths, inner), token);
        return [];
    }

    private async Task TryAsync(string of, Func<CancellationToken, Task<IReadOnlyList<string>>> drop, CancellationToken token)
    {
#pragma warning disable CA1031 // The database is away, say: nothing is lost by dropping a month tomorrow.
        try
        {
            foreach (var month in await drop(token)) Log.MonthDropped(logger, of, month);
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            Log.RetentionFailed(logger, of, exception);
        }
#pragma warning restore CA1031
    }
}
