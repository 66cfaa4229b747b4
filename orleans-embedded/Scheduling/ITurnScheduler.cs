using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Scheduling;

/// <summary>An activation that has something to do. Executing it runs some of its turns, never on two threads at once.</summary>
public interface ITurnSource : IThreadPoolWorkItem
{
    /// <summary>Whose turns they are.</summary>
    GrainId GrainId { get; }
}

/// <summary>Decides when and where turns run. The engine starts no thread and no task but through it.</summary>
public interface ITurnScheduler
{
    /// <summary>How many turns an activation may run before it makes room for others.</summary>
    int TurnsPerVisit { get; }

    /// <summary>
    /// Whether everything happens on one thread, in an order that the scheduler alone decides. Then nothing is handed to the
    /// thread pool, and <see cref="AllowInline"/> is asked instead of looking at what a method costs.
    /// </summary>
    bool IsSingleThreaded { get; }

    /// <summary>Will execute the source once, later.</summary>
    void Schedule(ITurnSource source);

    /// <summary>Whether a call to an idle activation may run on the caller's stack now.</summary>
    bool AllowInline(GrainId target);
}
