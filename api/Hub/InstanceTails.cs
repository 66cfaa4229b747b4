using System.Collections.Concurrent;
using InvestBot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Hub;

/// <summary>The tails of all instances that somebody followed.</summary>
internal sealed class InstanceTails : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<InstanceTail>> _tails = new(StringComparer.Ordinal);
    private readonly FleetStorage _storage;
    private readonly JournalHeads _heads;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly IDisposable _subscription;

    public InstanceTails(FleetStorage storage, JournalHeads heads, IJournalSignal signal, IHostApplicationLifetime life, TimeProvider time, ILogger<InstanceTails> logger)
    {
        _storage = storage;
        _heads = heads;
        _time = time;
        _logger = logger;
        _stopping = life.ApplicationStopping;
        // After the heads: when a tail wakes, they know.
        _subscription = signal.Subscribe((instance, _) =>
        {
            if (_tails.TryGetValue(instance, out var tail)) tail.Value.Grown();
        });
    }

    public void Dispose() => _subscription.Dispose();

    internal InstanceTail Of(string instance) => _tails.GetOrAdd(instance, name => new Lazy<InstanceTail>(() => Start(name))).Value;

    private InstanceTail Start(string instance)
    {
        InstanceTail tail = new(instance, _storage.Journal, _heads, _time, _logger);
        _ = Task.Run(() => tail.RunAsync(_stopping), _stopping);
        return tail;
    }
}
