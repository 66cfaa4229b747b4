using System.Collections.Concurrent;
using InvestBot.Storage;

namespace InvestBot.Api.Hub;

/// <summary>The last sequence of each journal, as far as it was heard of; asked of the database once per instance.</summary>
internal sealed class JournalHeads : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _heads = new(StringComparer.Ordinal);
    private readonly FleetStorage _storage;
    private readonly IDisposable _subscription;

    public JournalHeads(FleetStorage storage, IJournalSignal signal)
    {
        _storage = storage;
        _subscription = signal.Subscribe(Note);
    }

    public void Dispose() => _subscription.Dispose();

    /// <summary>A sequence that the journal has reached; it may have gone on since.</summary>
    internal async ValueTask<long> OfAsync(string instance, CancellationToken cancellationToken)
    {
        if (_heads.TryGetValue(instance, out var known)) return known;
        Note(instance, await _storage.Journal.LastSequenceAsync(instance, cancellationToken));
        return _heads[instance];
    }

    private void Note(string instance, long head) => _heads.AddOrUpdate(instance, head, (_, known) => Math.Max(known, head));
}
