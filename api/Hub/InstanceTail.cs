using InvestBot.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Hub;

/// <summary>
/// Reads what an instance's journal grows by, once for all who follow it, and hands it to each in order. Reads nothing while
/// nobody follows.
/// </summary>
internal sealed class InstanceTail(string instance, IJournalReader journal, JournalHeads heads, TimeProvider time, ILogger logger)
{
    private const int PageSize = 500;

    // So many of the last events are kept in memory, for those who come back after a short break.
    private const int Kept = 2000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Wake _wake = new();
    private readonly List<Follow> _followers = [];
    private readonly Queue<InstanceEvent> _recent = new();

    // Every record up to _read was handed on; _recent holds all events after _recentAfter up to _read.
    private long _read;
    private long _recentAfter;

    /// <summary>The journal grew.</summary>
    internal void Grown() => _wake.Set();

    /// <summary>Adds a follower; it stands at the returned sequence, or further back when it asks for what was before.</summary>
    internal async Task<long> JoinAsync(Follow follow, long? after, CancellationToken cancellationToken)
    {
        var head = await heads.OfAsync(instance, cancellationToken);
        long joined;
        lock (_lock)
        {
            if (_followers.Count == 0 && head > _read)
            {
                _recent.Clear();
                _read = _recentAfter = head;
            }
            joined = _read;
            // A place that this journal never reached is another journal's: the client sees by the answer that it must start anew.
            follow.Begin(Math.Min(after ?? joined, joined), joined);
            _followers.Add(follow);
        }
        // Records that came between the two steps wait for nobody else.
        _wake.Set();
        return joined;
    }

    internal void Leave(Follow follow)
    {
        lock (_lock)
            _followers.Remove(follow);
    }

    /// <summary>Lets a follower that reads the journal by itself go on with what comes, once what is kept reaches back to it.</summary>
    /// <returns>How far behind it is, when it is further back than that; 0 when it goes on.</returns>
    internal long Rejoin(Follow follow)
    {
        lock (_lock)
        {
            if (follow.Sent < _recentAfter) return _read - follow.Sent;
            follow.GoOn(_recent);
            return 0;
        }
    }

    /// <summary>Lets a follower go on from here, whatever it missed.</summary>
    internal long Skip(Follow follow)
    {
        lock (_lock)
        {
            follow.SkipTo(_read);
            return _read;
        }
    }

    internal async Task RunAsync(CancellationToken stopping)
    {
        while (await _wake.WaitAsync(stopping))
        {
#pragma warning disable CA1031 // The followers wait; reading goes on when the database does.
            try
            {
                while (await ReadAsync(stopping))
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.TailFailed(logger, instance, exception);
                await Task.Delay(Pause, time, stopping);
                _wake.Set();
            }
#pragma warning restore CA1031
        }
    }

    private async Task<bool> ReadAsync(CancellationToken stopping)
    {
        long from;
        lock (_lock)
        {
            if (_followers.Count == 0) return false;
            from = _read;
        }
        var page = await journal.PageAsync(instance, new JournalQuery { After = from, Limit = PageSize }, stopping);
        if (page.Count == 0) return false;
        var events = InstanceEvent.Of(page);
        lock (_lock)
        {
            // All left and somebody came meanwhile: the place is another now.
            if (_read != from) return true;
            _read = page[^1].Sequence;
            foreach (var item in events) _recent.Enqueue(item);
            while (_recent.Count > Kept) _recentAfter = _recent.Dequeue().Sequence;
            foreach (var follower in _followers) follower.Offer(events);
        }
        return page.Count == PageSize;
    }
}
