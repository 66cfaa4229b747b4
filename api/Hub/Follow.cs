using InvestBot.Storage.Journal;

namespace InvestBot.Api.Hub;

/// <summary>
/// One connection's place in one instance's journal. Either it goes along (the tail's events queue up here), or it is behind and
/// reads the journal by itself until it has caught up; a client too slow for the queue falls behind, and one too far behind is told
/// to load a snapshot.
/// </summary>
internal sealed class Follow(string instance, InstanceTail tail, IJournalReader journal, Action wake)
{
    private const int Queued = 1000;
    private const int PageSize = 500;

    /// <summary>A client that is further behind than this loads a snapshot.</summary>
    internal const int MostCaughtUp = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<InstanceEvent> _queue = new();
    private bool _behind;

    internal string Instance => instance;

    /// <summary>Every record up to here was sent, or is none that is sent. Moved by the sender only.</summary>
    internal long Sent { get; private set; }

    internal void Begin(long at, long head)
    {
        Sent = at;
        _behind = at < head;
    }

    /// <summary>Called by the tail, in order.</summary>
    internal void Offer(InstanceEvent[] events)
    {
        lock (_lock)
        {
            if (_behind) return;
            if (_queue.Count + events.Length > Queued)
            {
                _queue.Clear();
                _behind = true;
            }
            else
            {
                foreach (var item in events) _queue.Enqueue(item);
            }
        }
        wake();
    }

    internal void GoOn(IEnumerable<InstanceEvent> recent)
    {
        lock (_lock)
        {
            _behind = false;
            foreach (var item in recent)
                if (item.Sequence > Sent) _queue.Enqueue(item);
        }
    }

    internal void SkipTo(long sequence)
    {
        lock (_lock)
        {
            _behind = false;
            _queue.Clear();
            Sent = sequence;
        }
    }

    /// <summary>Sends what there is; true when there may be more at once.</summary>
    internal async Task<bool> SendAsync(IFollowSender sender, CancellationToken cancellationToken)
    {
        bool behind;
        lock (_lock)
            behind = _behind;
        return behind ? await CatchUpAsync(sender, cancellationToken) : await SendQueuedAsync(sender, cancellationToken);
    }

    private async Task<bool> CatchUpAsync(IFollowSender sender, CancellationToken cancellationToken)
    {
        var missing = tail.Rejoin(this);
        if (missing == 0) return true;
        if (missing > MostCaughtUp)
        {
            await sender.SnapshotNeededAsync(instance, tail.Skip(this), cancellationToken);
            return true;
        }
        var page = await journal.PageAsync(instance, new JournalQuery { After = Sent, Limit = PageSize }, cancellationToken);
        if (page.Count == 0) throw new InvalidOperationException($"The journal of '{instance}' ends before {Sent}, where it has been.");
        var events = InstanceEvent.Of(page);
        if (events.Length > 0) await sender.EventsAsync(instance, events, cancellationToken);
        Sent = page[^1].Sequence;
        return true;
    }

    private async Task<bool> SendQueuedAsync(IFollowSender sender, CancellationToken cancellationToken)
    {
        List<InstanceEvent> events = [];
        lock (_lock)
        {
            // What was read from the journal meanwhile is here a second time.
            while (_queue.TryDequeue(out var item))
                if (item.Sequence > Sent) events.Add(item);
        }
        if (events.Count == 0) return false;
        await sender.EventsAsync(instance, events, cancellationToken);
        Sent = events[^1].Sequence;
        return true;
    }
}

/// <summary>Where a follow's events go.</summary>
internal interface IFollowSender
{
    Task EventsAsync(string instance, IReadOnlyList<InstanceEvent> events, CancellationToken cancellationToken);

    Task SnapshotNeededAsync(string instance, long sequence, CancellationToken cancellationToken);
}
