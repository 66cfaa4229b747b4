using InvestBot.Orleans.Embedded.Calls;
using InvestBot.Orleans.Embedded.Engine;
using InvestBot.Orleans.Embedded.References;
using InvestBot.Orleans.Embedded.Registry;
using InvestBot.Orleans.Embedded.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Activations;

/// <summary>
/// One grain in memory. It is the synchronization context of the grain's code, so that every await comes back to it, and
/// the source of its turns, of which one runs at a time. Fields without a lock belong to whoever holds the turn.
/// </summary>
internal sealed partial class Activation : SynchronizationContext, ITurnSource, IGrainContext
{
    private readonly ActorEngine _engine;
    private volatile object? _instance;
    private volatile ActivationPhase _phase;
    private IServiceScope? _scope;
    private GrainReference? _reference;
    private Dictionary<Type, object>? _components;

    internal Activation(ActorEngine engine, GrainClass grainClass, GrainId grainId)
    {
        _engine = engine;
        Class = grainClass;
        GrainId = grainId;
        LastUse = engine.CoarseNow;
    }

    public GrainId GrainId { get; }

    public object? GrainInstance => _instance is WeakReference observer ? observer.Target : _instance;

    public GrainReference GrainReference => _reference ??= _engine.References.Own(Class, GrainId);

    public IServiceProvider ActivationServices => (_scope ??= _engine.Services.CreateScope()).ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new ActivationLifecycle();

    public Task Deactivated
    {
        get
        {
            if (_phase == ActivationPhase.Over) return Task.CompletedTask;
            var source = _deactivated ?? Interlocked.CompareExchange(ref _deactivated, new(_engine.AnswerOptions), null) ?? _deactivated;
            if (_phase == ActivationPhase.Over) source.TrySetResult();
            return source.Task;
        }
    }

    internal GrainClass Class { get; }

    internal ActorEngine Engine => _engine;

    internal IGrainRuntime Runtime => _engine;

    internal ReferenceFactory References => _engine.References;

    internal bool IsOver => _phase == ActivationPhase.Over;

    internal bool IsActive => _phase == ActivationPhase.Active;

    internal TimeSpan LastUse { get; private set; }

    internal TimeSpan KeepUntil { get; set; }

    internal long Calls { get; private set; }

    internal long Errors { get; private set; }

    /// <summary>The activation whose code is running on this thread.</summary>
    /// <exception cref="InvalidOperationException">None is.</exception>
    internal static Activation RequireCurrent() => TurnThread.Current.Activation ?? throw new InvalidOperationException(
        "No grain is running here. Grains are made by the engine: call them through a reference from IGrainFactory.");

    internal static Activation Of(IGrainContext context) => context as Activation ?? throw new InvalidOperationException(
        $"{context?.GetType().FullName ?? "null"} is not an activation of the embedded engine.");

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        _components ??= [];
        if (value is null) _components.Remove(typeof(TComponent));
        else _components[typeof(TComponent)] = value;
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state) => Push(new Continuation(d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!ReferenceEquals(TurnThread.Current.Activation, this))
            throw new NotSupportedException("A grain's turn cannot be waited for from outside; post to it or call the grain.");
        d(state);
    }
}
