using System.Collections.Concurrent;

namespace InvestBot.Engine.Conformance;

/// <summary>Lets a test and a grain wait for each other by name, whichever engine runs the grain.</summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> All = new(StringComparer.Ordinal);

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a grain has come to the gate.</summary>
    public Task Reached => _reached.Task;

    /// <summary>A gate by name.</summary>
    public static Gate Named(string name) => All.GetOrAdd(name, _ => new Gate());

    /// <summary>A name that no other test has.</summary>
    public static string NewName() => Guid.NewGuid().ToString("N");

    /// <summary>Lets everybody pass.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Says that the gate was reached, and waits until it opens.</summary>
    public Task PassAsync()
    {
        _reached.TrySetResult();
        return _open.Task;
    }
}

/// <summary>What happened, in order, by name of the test's own list.</summary>
public static class Trace
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> All = new(StringComparer.Ordinal);

    /// <summary>Notes something.</summary>
    public static void Add(string name, string what) => All.GetOrAdd(name, _ => new()).Enqueue(what);

    /// <summary>What was noted.</summary>
    public static IReadOnlyList<string> Of(string name) => All.TryGetValue(name, out var list) ? [.. list] : [];
}
