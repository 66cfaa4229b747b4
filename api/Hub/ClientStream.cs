using System.Collections.Concurrent;
using InvestBot.Api.Fleet;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Hub;

/// <summary>
/// Everything that goes to one connection, sent by one loop that waits for the connection and for nobody else. Events queue within
/// bounds; of ticks and fleet figures only the newest waits.
/// </summary>
internal sealed class ClientStream(string connection, IHubContext<FleetHub> hub, TimeProvider time, ILogger logger) : IFollowSender
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Follow> _follows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Tick> _ticks = new(StringComparer.Ordinal);
    private readonly Wake _wake = new();
    private FleetTotals? _fleet;

    internal int Follows => _follows.Count;

    internal void Woken() => _wake.Set();

    internal void End() => _wake.End();

    /// <summary>Puts a follow in; what it replaces is returned, to be ended.</summary>
    internal Follow? Put(Follow follow)
    {
        Follow? replaced = null;
        _follows.AddOrUpdate(follow.Instance, follow, (_, old) =>
        {
            replaced = old;
            return follow;
        });
        _wake.Set();
        return replaced;
    }

    internal Follow? Take(string instance) => _follows.TryRemove(instance, out var follow) ? follow : null;

    internal ICollection<string> Instances => _follows.Keys;

    internal void Offer(Tick tick)
    {
        _ticks.AddOrUpdate(tick.Instance, tick, (_, unsent) => tick.After(unsent));
        _wake.Set();
    }

    internal void Offer(FleetTotals fleet)
    {
        Volatile.Write(ref _fleet, fleet);
        _wake.Set();
    }

    internal async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (await _wake.WaitAsync(stopping))
                await SendAllAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            // The connection or the process ends.
        }
    }

    public Task EventsAsync(string instance, IReadOnlyList<InstanceEvent> events, CancellationToken cancellationToken) => SendAsync("events", [instance, events], cancellationToken);

    public Task SnapshotNeededAsync(string instance, long sequence, CancellationToken cancellationToken) => SendAsync("snapshotNeeded", [instance, sequence], cancellationToken);

    private async Task SendAllAsync(CancellationToken stopping)
    {
#pragma warning disable CA1031 // One failure (the database is away) must not end the stream; what was not sent is read again.
        try
        {
            for (var more = true; more;)
            {
                more = false;
                foreach (var follow in _follows.Values) more |= await follow.SendAsync(this, stopping);
                foreach (var instance in _ticks.Keys)
                    if (_ticks.TryRemove(instance, out var tick)) await SendAsync("tick", [tick], stopping);
                if (Interlocked.Exchange(ref _fleet, null) is { } fleet) await SendAsync("fleet", [fleet], stopping);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SendFailed(logger, connection, exception);
            await Task.Delay(Pause, time, stopping);
            _wake.Set();
        }
#pragma warning restore CA1031
    }

    private Task SendAsync(string method, object?[] arguments, CancellationToken cancellationToken) => hub.Clients.Client(connection).SendCoreAsync(method, arguments, cancellationToken);
}
