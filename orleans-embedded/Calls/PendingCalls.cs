using InvestBot.Orleans.Embedded.Activations;

namespace InvestBot.Orleans.Embedded.Calls;

/// <summary>The calls that wait for an answer, so that each ends in time. Removal is eager: what was answered is not kept.</summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly Shard[] _shards = new Shard[8];
    private readonly TimeProvider _time;
    private readonly TimeSpan _resolution;
    private readonly Action<IReadOnlyList<Invocation>> _expire;
    private readonly ITimer _timer;
    private int _armed;

    internal PendingCalls(TimeProvider time, TimeSpan resolution, Action<IReadOnlyList<Invocation>> expire)
    {
        _time = time;
        _resolution = resolution;
        _expire = expire;
        for (var i = 0; i < _shards.Length; i++) _shards[i] = new Shard();
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((PendingCalls)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal int Count => _shards.Sum(shard => shard.Count);

    internal void Add(Invocation call, TimeSpan patience)
    {
        call.Patience = patience;
        call.Deadline = _time.GetElapsedTime(0) + patience;
        call.Shard = Environment.CurrentManagedThreadId & (_shards.Length - 1);
        call.Registry = this;
        _shards[call.Shard].Add(call);
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)
            _timer.Change(_resolution, Timeout.InfiniteTimeSpan);
    }

    internal void Remove(Invocation call) => _shards[call.Shard].Remove(call);

    internal void FailAll(Func<Exception> reason)
    {
        foreach (var call in _shards.SelectMany(shard => shard.DueBy(TimeSpan.MaxValue)).ToList()) call.Fail(reason());
    }

    /// <summary>A call that an activation waits for, if there is one; null stands for callers that are no grains.</summary>
    internal Invocation? MadeBy(Activation? caller) =>
        _shards.SelectMany(shard => shard.DueBy(TimeSpan.MaxValue)).FirstOrDefault(call => ReferenceEquals(call.Origin.Caller, caller));

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = _time.GetElapsedTime(0);
        var due = _shards.SelectMany(shard => shard.DueBy(now)).ToList();
        if (due.Count > 0) _expire(due);
        Volatile.Write(ref _armed, 0);
        if (Count > 0 && Interlocked.Exchange(ref _armed, 1) == 0) _timer.Change(_resolution, Timeout.InfiniteTimeSpan);
    }

    private sealed class Shard
    {
        private readonly Lock _gate = new();
        private Invocation? _first;
        private Invocation? _last;
        private int _count;

        internal int Count => Volatile.Read(ref _count);

        internal void Add(Invocation call)
        {
            lock (_gate)
            {
                call.Earlier = _last;
                if (_last is null) _first = call;
                else _last.Later = call;
                _last = call;
                _count++;
            }
        }

        internal void Remove(Invocation call)
        {
            lock (_gate)
            {
                if (call.Earlier is null && !ReferenceEquals(_first, call)) return;
                if (call.Earlier is null) _first = call.Later;
                else call.Earlier.Later = call.Later;
                if (call.Later is null) _last = call.Earlier;
                else call.Later.Earlier = call.Earlier;
                call.Earlier = call.Later = null;
                _count--;
            }
        }

        internal List<Invocation> DueBy(TimeSpan now)
        {
            List<Invocation> due = [];
            lock (_gate)
            {
                for (var call = _first; call is not null; call = call.Later)
                {
                    if (call.Deadline <= now) due.Add(call);
                }
            }

            return due;
        }
    }
}
