using InvestBot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Auth;

/// <summary>Forgets, every hour, refresh tokens that ended and answers to requests that nobody repeats any more.</summary>
internal sealed class Housekeeping(FleetStorage storage, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AnswersKept = TimeSpan.FromHours(24);

    // A used token is kept past its end for as long, so that a late repetition is still known as one.
    private static readonly TimeSpan TokensKept = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
#pragma warning disable CA1031 // The next hour tries again.
            try
            {
                await storage.RefreshTokens.RemoveExpiredAsync(time.GetUtcNow() - TokensKept, stoppingToken);
                await storage.Idempotency.RemoveBeforeAsync(time.GetUtcNow() - AnswersKept, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.CleaningFailed(logger, exception);
            }
#pragma warning restore CA1031
        }
    }
}
