using System.Collections.Concurrent;
using InvestBot.Api.Instances;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Api.Hub;

/// <summary>Asks the bots for their ticks, while somebody wants them, and passes them on. Asking is renewed every minute.</summary>
internal sealed class TickRelay(IGrainFactory grains, InstanceDirectory directory, TimeProvider time, ILogger<TickRelay> logger) : BackgroundService
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Observer> _observers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ClientStream, bool> _fleet = new();

    internal IReadOnlyCollection<ClientStream> FleetFollowers => [.. _fleet.Keys];

    internal async Task FollowAsync(string instance, ClientStream stream, CancellationToken cancellationToken)
    {
        var observer = ObserverOf(instance);
        observer.Followers[stream] = true;
        await AskAsync(instance, observer, cancellationToken);
    }

    internal void Unfollow(string instance, ClientStream stream)
    {
        if (_observers.TryGetValue(instance, out var observer)) observer.Followers.TryRemove(stream, out _);
    }

    internal async Task FollowFleetAsync(ClientStream stream, CancellationToken cancellationToken)
    {
        _fleet[stream] = true;
        await AskAllAsync(cancellationToken);
    }

    internal void UnfollowFleet(ClientStream stream) => _fleet.TryRemove(stream, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Renewal, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_fleet.IsEmpty)
            {
                await AskAllAsync(stoppingToken);
                continue;
            }
            foreach (var (instance, observer) in _observers)
                if (!observer.Followers.IsEmpty) await AskAsync(instance, observer, stoppingToken);
        }
    }

    private async Task AskAllAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // Ticks are a comfort; the next minute asks again.
        try
        {
            foreach (var instance in await directory.ListAsync(cancellationToken)) await AskAsync(instance.ToString(), ObserverOf(instance.ToString()), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.FleetPushFailed(logger, exception);
        }
    }

    private async Task AskAsync(string instance, Observer observer, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance))).Observe(observer.Reference).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.ObserveFailed(logger, instance, exception);
        }
#pragma warning restore CA1031
    }

    private Observer ObserverOf(string instance) => _observers.GetOrAdd(instance, _ => new Observer(grains, _fleet));

    /// <summary>Hears one instance's ticks. Kept referenced here, since a reference to it holds it weakly.</summary>
    private sealed class Observer : IInstanceObserver
    {
        private readonly ConcurrentDictionary<ClientStream, bool> _fleet;

        internal Observer(IGrainFactory grains, ConcurrentDictionary<ClientStream, bool> fleet)
        {
            _fleet = fleet;
            Reference = grains.CreateObjectReference<IInstanceObserver>(this);
        }

        internal ConcurrentDictionary<ClientStream, bool> Followers { get; } = new();

        internal IInstanceObserver Reference { get; }

        public Task Tick(InstanceTick tick)
        {
            var whole = Hub.Tick.Of(tick);
            foreach (var follower in Followers.Keys) follower.Offer(whole);
            if (_fleet.IsEmpty) return Task.CompletedTask;
            var figures = whole with { Bars = null };
            foreach (var follower in _fleet.Keys)
                if (!Followers.ContainsKey(follower)) follower.Offer(figures);
            return Task.CompletedTask;
        }
    }
}
