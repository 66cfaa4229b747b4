using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.Calls;
using InvestBot.Orleans.Embedded.Filters;
using InvestBot.Orleans.Embedded.References;
using InvestBot.Orleans.Embedded.Registry;
using InvestBot.Orleans.Embedded.Reminders;
using InvestBot.Orleans.Embedded.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Engine;

/// <summary>The engine of one process: registry, directory, scheduler and clock of its grains. Made by the host.</summary>
public sealed class ActorEngine : IGrainRuntime, IGrainContextAccessor, IDisposable
{
    private readonly bool _inlineByCost;
    private readonly long _inlineLimit;
    private readonly IdleCollector _collector;
    private volatile bool _stopping;
    private volatile bool _stopped;

    internal ActorEngine(IServiceProvider services, EmbeddedOptions options, IReadOnlyDictionary<Type, object?> singletons)
    {
        Services = services;
        Options = options;
        Logger = services.GetService<ILoggerFactory>()?.CreateLogger("InvestBot.Orleans.Embedded")
            ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        TimeProvider = options.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;
        Scheduler = options.Scheduler ?? new ThreadPoolTurnScheduler();
        Registry = new GrainRegistry(GrainAssemblies.Find(options.Assemblies), singletons, services);
        Directory = new ActivationDirectory(this);
        References = new ReferenceFactory(this);
        Reminders = new ReminderService(this);
        Pending = new PendingCalls(TimeProvider, options.TimeoutResolution, Expire);
        var incoming = services.GetServices<IIncomingGrainCallFilter>().ToArray();
        OutgoingFilters = OutgoingCalls.For(services.GetServices<IOutgoingGrainCallFilter>().ToArray());
        IncomingFilters = IncomingCalls.For(incoming, Registry.ClassTypes.Any(typeof(IIncomingGrainCallFilter).IsAssignableFrom));
        _inlineByCost = !Scheduler.IsSingleThreaded;
        // A continuation that must not run at once goes to the thread pool, which a single thread cannot have.
        AnswerOptions = Scheduler.IsSingleThreaded ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;
        _inlineLimit = (long)(options.InlineLimit.TotalSeconds * TimeProvider.TimestampFrequency);
        _collector = new IdleCollector(this);
    }

    /// <summary>References to grains, for callers inside and outside of them.</summary>
    public IGrainFactory GrainFactory => References;

    /// <summary>The machine's clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The host's name.</summary>
    public string SiloIdentity => Options.Name;

    IServiceProvider IGrainRuntime.ServiceProvider => Services;

    IGrainContext IGrainContextAccessor.GrainContext => TurnThread.Current.Activation!;

    internal IServiceProvider Services { get; }

    internal EmbeddedOptions Options { get; }

    internal ILogger Logger { get; }

    internal ITurnScheduler Scheduler { get; }

    internal GrainRegistry Registry { get; }

    internal ActivationDirectory Directory { get; }

    internal ReferenceFactory References { get; }

    internal ReminderService Reminders { get; }

    internal PendingCalls Pending { get; }

    internal IncomingCalls? IncomingFilters { get; }

    internal OutgoingCalls? OutgoingFilters { get; }

    internal TaskCreationOptions AnswerOptions { get; }

    internal TimeSpan CoarseNow => _collector.Now;

    /// <inheritdoc/>
    public void DeactivateOnIdle(IGrainContext grainContext) =>
        Activation.Of(grainContext).Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    /// <inheritdoc/>
    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        var now = TimeProvider.GetElapsedTime(0);
        Activation.Of(grainContext).KeepUntil = timeSpan == Timeout.InfiniteTimeSpan || timeSpan > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + timeSpan;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        Reminders.Dispose();
        _collector.Dispose();
        Pending.Dispose();
    }

    internal Task StartAsync(CancellationToken cancellationToken)
    {
        Registry.Validate(Services);
        _collector.Start();
        return Reminders.StartAsync(cancellationToken);
    }

    /// <summary>Finishes what is in flight, then ends every activation. Calls from outside are refused from now on.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        Reminders.Dispose();
        try
        {
            while (Directory.Grains() is { Count: > 0 } left)
            {
                foreach (var activation in left) activation.Drain(new(DeactivationReasonCode.ShuttingDown, "The host stops."));
                await Task.WhenAll(left.Select(a => a.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.StopCutShort(Logger, Directory.Count);
        }

        _stopped = true;
        Pending.FailAll(Unavailable);
        _collector.Dispose();
        await Reminders.StopAsync(cancellationToken);
    }

    internal bool MayInline(GrainClass target, CallMethod method, GrainId grainId) =>
        (IncomingFilters is null || !IncomingFilters.Concern(target)) && OutgoingFilters is null && !target.IsObserver && !_stopped
        && (!_stopping || TurnThread.Current.Activation is not null)
        && (_inlineByCost ? method.IsCheap(_inlineLimit) : Scheduler.AllowInline(grainId));

    internal void Learn(CallMethod method, long ticks) => method.Learn(ticks, _inlineLimit);

    internal void Send(Invocation request, Activation? target = null)
    {
        if (_stopped || (_stopping && TurnThread.Current.Activation is null))
        {
            request.Fail(Unavailable());
            return;
        }

        try
        {
            (target ?? Directory.Resolve(request.TargetId)).Push(request);
        }
        catch (Exception fault) when (fault is OrleansException or ArgumentException)
        {
            request.Fail(fault);
        }
    }

    internal ITimer After(TimeSpan delay, CancellationTokenSource source)
    {
        using (ExecutionContext.SuppressFlow())
            return TimeProvider.CreateTimer(static state => Cancel((CancellationTokenSource)state!), source, delay, Timeout.InfiniteTimeSpan);
    }

    // Disposing a timer does not wait for the tick that is under way: what it was to cancel may have ended meanwhile.
    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private static SiloUnavailableException Unavailable() => new("The host is stopping and takes no more calls.");

    // Told before any of them fails, because each failing call takes itself out of the chain.
    private void Expire(IReadOnlyList<Invocation> due)
    {
        var faults = due.Select(call => new TimeoutException($"No answer within {call.Patience} to {CallChain.Describe(call, Pending)}.")).ToList();
        for (var i = 0; i < due.Count; i++) due[i].Fail(faults[i]);
    }
}
