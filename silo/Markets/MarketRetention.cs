using InvestBot.Storage.Market;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvestBot.Silo.Markets;

/// <summary>Drops old months of bars once a day, counted from the start of the process.</summary>
public sealed class MarketRetention(BarMonths months, SiloOptions options, TimeProvider time, ILogger<MarketRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Period)
        {
            await Task.Delay(wait, time, stoppingToken);
#pragma warning disable CA1031 // The database is away, say: nothing is lost by dropping a month tomorrow.
            try
            {
                foreach (var month in await months.DropAsync(options.KeepBarMonths, stoppingToken)) Log.MonthDropped(logger, month);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RetentionFailed(logger, exception);
            }
#pragma warning restore CA1031
        }
    }
}
