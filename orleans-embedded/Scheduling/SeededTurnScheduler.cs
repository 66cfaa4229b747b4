using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Scheduling;

/// <summary>
/// Runs turns on the thread that pumps it, in an order drawn from a seed: the scheduler of simulation. The same seed and
/// the same inputs give the same order. It is not thread-safe: everything that feeds it must run on the pumping thread,
/// which <see cref="Run"/> sees to by installing a synchronization context; what comes from another thread is refused, and
/// the run ends with an error that says where it came from.
/// </summary>
public sealed class SeededTurnScheduler(int seed) : ITurnScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<ITurnSource> _ready = [];
    private readonly List<(SendOrPostCallback Callback, object? State)> _outside = [];
    private Outside? _tasks;
    private volatile int _thread;
    private volatile string? _escaped;

    /// <inheritdoc/>
    public int TurnsPerVisit => 1;

    /// <inheritdoc/>
    public bool IsSingleThreaded => true;

    /// <summary>Where tasks outside grains run: on the pumping thread, in the seed's order.</summary>
    public TaskScheduler Tasks => _tasks ??= new Outside(this);

    /// <summary>How many turns and continuations have run.</summary>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public void Schedule(ITurnSource source)
    {
        if (IsHere()) _ready.Add(source);
    }

    /// <inheritdoc/>
    public bool AllowInline(GrainId target) => _random.Next(2) == 0;

    /// <summary>Runs one turn; false when there is none.</summary>
    public bool Step()
    {
        var choices = _ready.Count + _outside.Count;
        if (choices == 0) return false;
        Steps++;
        var pick = _random.Next(choices);
        if (pick < _ready.Count) Take(_ready, pick).Execute();
        else
        {
            var (callback, state) = Take(_outside, pick - _ready.Count);
            callback(state);
        }

        return true;
    }

    /// <summary>Starts work as a caller outside grains and pumps until it is done; <paramref name="idle"/> is asked to make something happen when nothing is left to run.</summary>
    /// <param name="work">What is started.</param>
    /// <param name="idle">Makes something happen; false when it cannot.</param>
    /// <param name="goesOn">Asked after each step; false abandons everything that is under way, as a process that dies does.</param>
    /// <returns>True when the work is done, false when it was abandoned.</returns>
    /// <exception cref="InvalidOperationException">Nothing is left to run and the work is not done; or something ran on another thread.</exception>
    public bool Run(Func<Task> work, Func<bool> idle, Func<bool>? goesOn = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(idle);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (!Step() && !idle())
                    throw new InvalidOperationException(_escaped ?? "The simulation stands still: no turn is ready and no timer is due.");
                if (_escaped is { } escaped) throw new InvalidOperationException(escaped);
                if (goesOn is not null && !goesOn()) return false;
            }

            task.GetAwaiter().GetResult();
            return true;
        }
        finally
        {
            _thread = 0;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static T Take<T>(List<T> choices, int pick)
    {
        var taken = choices[pick];
        choices[pick] = choices[^1];
        choices.RemoveAt(choices.Count - 1);
        return taken;
    }

    private bool IsHere()
    {
        if (_thread == 0 || _thread == Environment.CurrentManagedThreadId) return true;
        _escaped ??= $"Something of the simulation ran on another thread: {Environment.StackTrace}";
        return false;
    }

    private void Post(SendOrPostCallback callback, object? state)
    {
        if (IsHere()) _outside.Add((callback, state));
    }

    private sealed class Context(SeededTurnScheduler owner) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => owner.Post(d, state);

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class Outside(SeededTurnScheduler owner) : TaskScheduler
    {
        public override int MaximumConcurrencyLevel => 1;

        protected override void QueueTask(Task task) => owner.Post(state => TryExecuteTask((Task)state!), task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
