using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Activations;

/// <summary>Who takes part in the start and the stop of one activation, stage by stage.</summary>
internal sealed class ActivationLifecycle : IGrainLifecycle
{
    private readonly List<Entry> _entries = [];

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var entry = new Entry(this, stage, observer);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Runs the stages before the grain's own hook.</summary>
    internal Task StartBeforeHookAsync(CancellationToken token) => StartAsync(e => e.Stage < GrainLifecycleStage.Activate, token);

    /// <summary>Runs the stages from the grain's own hook on.</summary>
    internal Task StartAfterHookAsync(CancellationToken token) => StartAsync(e => e.Stage >= GrainLifecycleStage.Activate, token);

    internal async Task StopAsync(CancellationToken token)
    {
        foreach (var entry in _entries.OrderByDescending(e => e.Stage).ToList()) await entry.Observer.OnStop(token);
    }

    private async Task StartAsync(Func<Entry, bool> which, CancellationToken token)
    {
        foreach (var entry in _entries.Where(which).OrderBy(e => e.Stage).ToList()) await entry.Observer.OnStart(token);
    }

    private sealed record Entry(ActivationLifecycle Owner, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose() => Owner._entries.Remove(this);
    }
}
