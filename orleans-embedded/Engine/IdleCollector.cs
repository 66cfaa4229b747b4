namespace InvestBot.Orleans.Embedded.Engine;

/// <summary>Ends activations that nobody has used for their age limit, and keeps the coarse clock by which that is told.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly ActorEngine _engine;
    private readonly ITimer _timer;
    private long _nowTicks;

    internal IdleCollector(ActorEngine engine)
    {
        _engine = engine;
        using (ExecutionContext.SuppressFlow())
            _timer = engine.TimeProvider.CreateTimer(static state => ((IdleCollector)state!).Collect(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _nowTicks = engine.TimeProvider.GetElapsedTime(0).Ticks;
    }

    internal TimeSpan Now => new(Volatile.Read(ref _nowTicks));

    internal void Start()
    {
        Volatile.Write(ref _nowTicks, _engine.TimeProvider.GetElapsedTime(0).Ticks);
        _timer.Change(_engine.Options.CollectionQuantum, _engine.Options.CollectionQuantum);
    }

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        var now = _engine.TimeProvider.GetElapsedTime(0);
        var quantum = _engine.Options.CollectionQuantum;
        foreach (var activation in _engine.Directory.Grains())
        {
            var age = activation.Class.AgeLimit ?? _engine.Options.CollectionAge;
            if (age == Timeout.InfiniteTimeSpan || activation.KeepUntil > now || !activation.IsActive || !activation.IsIdle) continue;
            // Last use is known to the quantum only; the extra one keeps collection from being early.
            var since = now - age - quantum;
            if (activation.LastUse <= since) activation.EndIfIdle(since);
        }

        Volatile.Write(ref _nowTicks, now.Ticks);
    }
}
