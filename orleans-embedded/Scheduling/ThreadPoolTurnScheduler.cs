using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Scheduling;

/// <summary>Runs turns on the thread pool: the scheduler of production.</summary>
public sealed class ThreadPoolTurnScheduler : ITurnScheduler
{
    /// <inheritdoc/>
    public int TurnsPerVisit => 64;

    /// <inheritdoc/>
    public bool IsSingleThreaded => false;

    /// <inheritdoc/>
    public void Schedule(ITurnSource source) => ThreadPool.UnsafeQueueUserWorkItem(source, preferLocal: false);

    /// <inheritdoc/>
    public bool AllowInline(GrainId target) => true;
}
