using InvestBot.Api.Fleet;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Hub;

/// <summary>Sends the fleet's sums to those who follow it, every two seconds.</summary>
internal sealed class FleetPush(TickRelay relay, FleetReader reader, TimeProvider time, ILogger<FleetPush> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var followers = relay.FleetFollowers;
            if (followers.Count == 0) continue;
#pragma warning disable CA1031 // The next time tries again.
            try
            {
                var fleet = (await reader.ReadAsync([], stoppingToken)).Totals;
                foreach (var follower in followers) follower.Offer(fleet);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.FleetPushFailed(logger, exception);
            }
#pragma warning restore CA1031
        }
    }
}
