using System.Collections.Concurrent;
using InvestBot.Storage;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Hub;

/// <summary>The streams of all connections.</summary>
internal sealed class HubStreams(IHubContext<FleetHub> hub, InstanceTails tails, TickRelay ticks, FleetStorage storage, TimeProvider time, ILogger<HubStreams> logger)
{
    private const int MostFollows = 200;

    private readonly ConcurrentDictionary<string, ClientStream> _streams = new(StringComparer.Ordinal);

    internal void Open(string connection, CancellationToken aborted)
    {
        ClientStream stream = new(connection, hub, time, logger);
        _streams[connection] = stream;
        _ = Task.Run(() => stream.RunAsync(aborted), aborted);
    }

    internal void Close(string connection)
    {
        if (!_streams.TryRemove(connection, out var stream)) return;
        stream.End();
        ticks.UnfollowFleet(stream);
        foreach (var instance in stream.Instances) End(stream, instance);
    }

    internal async Task<long> FollowAsync(string connection, string instance, long? after, CancellationToken cancellationToken)
    {
        var stream = Of(connection);
        if (stream.Follows >= MostFollows) throw new HubException($"One connection follows at most {MostFollows} instances.");
        End(stream, instance);
        var tail = tails.Of(instance);
        Follow follow = new(instance, tail, storage.Journal, stream.Woken);
        var joined = await tail.JoinAsync(follow, after, cancellationToken);
        if (stream.Put(follow) is { } replaced) tail.Leave(replaced);
        await ticks.FollowAsync(instance, stream, cancellationToken);
        // It closed while it was being set up: nobody else ends it.
        if (!_streams.ContainsKey(connection)) End(stream, instance);
        return joined;
    }

    internal void Unfollow(string connection, string instance)
    {
        if (_streams.TryGetValue(connection, out var stream)) End(stream, instance);
    }

    internal async Task FollowFleetAsync(string connection, CancellationToken cancellationToken)
    {
        var stream = Of(connection);
        await ticks.FollowFleetAsync(stream, cancellationToken);
        if (!_streams.ContainsKey(connection)) ticks.UnfollowFleet(stream);
    }

    private void End(ClientStream stream, string instance)
    {
        if (stream.Take(instance) is not { } follow) return;
        tails.Of(instance).Leave(follow);
        ticks.Unfollow(instance, stream);
    }

    private ClientStream Of(string connection) => _streams.TryGetValue(connection, out var stream) ? stream : throw new HubException("The connection is closed.");
}
