namespace Orleans
{
    /// <summary>Something whose start and stop run in stages.</summary>
    public interface ILifecycleObservable
    {
        /// <summary>Joins at a stage. Disposing the result leaves again.</summary>
        IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
    }

    /// <summary>Takes part in a start and a stop.</summary>
    public interface ILifecycleObserver
    {
        /// <summary>Runs when the stage is reached on the way up.</summary>
        Task OnStart(CancellationToken cancellationToken = default);

        /// <summary>Runs when the stage is left on the way down.</summary>
        Task OnStop(CancellationToken cancellationToken = default);
    }
}

namespace Orleans.Runtime
{
    /// <summary>The life of one activation.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>Stages of an activation's start, in order.</summary>
    public static class GrainLifecycleStage
    {
        /// <summary>Before everything.</summary>
        public const int First = int.MinValue;

        /// <summary>States are read.</summary>
        public const int SetupState = 1000;

        /// <summary>The grain's own hook runs.</summary>
        public const int Activate = 2000;

        /// <summary>After everything.</summary>
        public const int Last = int.MaxValue;
    }
}
