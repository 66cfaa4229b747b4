using System.Collections.Concurrent;
using InvestBot.Grains.Venues;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Grains.Outbox;

/// <summary>Delivers what grains committed for others, one queue per instance. Who waits for an instance to be idle has seen everything that followed from what was committed before.</summary>
/// <param name="grains">Who hears.</param>
/// <param name="store">Where messages lie.</param>
/// <param name="venues">Where requests go.</param>
/// <param name="time">The machine's clock.</param>
/// <param name="logger">Hears of what could not be delivered.</param>
/// <param name="scheduler">Where deliveries run; the thread pool unless given.</param>
public sealed class OutboxDispatcher(
    IGrainFactory grains, IOutboxStore store, VenueLink venues, TimeProvider time, ILogger<OutboxDispatcher> logger, TaskScheduler? scheduler = null) : IOutboxListener, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, InstanceOutbox> _instances = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    public void Committed(string instance, IReadOnlyList<OutboxMessage> messages) => Of(instance).Add(messages);

    /// <inheritdoc/>
    public void Uncertain(string instance) => Of(instance).Recover();

    /// <summary>Takes up what was committed and not acknowledged before the process last ended; completes once it is known.</summary>
    public Task RecoverAsync(string instance) => Of(instance).RecoverAsync();

    /// <summary>Completes once nothing waits, or with false when something can't be delivered now.</summary>
    public Task<bool> IdleAsync(string instance) => Of(instance).IdleAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var outbox in _instances.Values) await outbox.Stopped;
        _stop.Dispose();
    }

    private InstanceOutbox Of(string instance) => _instances.GetOrAdd(instance, name => new InstanceOutbox(name, new FactDelivery(grains, venues), store, time, logger, scheduler ?? TaskScheduler.Default, _stop.Token));
}
