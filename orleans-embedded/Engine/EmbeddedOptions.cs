using System.Reflection;
using InvestBot.Orleans.Embedded.Scheduling;

namespace InvestBot.Orleans.Embedded.Engine;

/// <summary>How the embedded engine runs.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>The host's name in logs and statistics.</summary>
    public string Name { get; set; } = "embedded";

    /// <summary>The machine's clock for timeouts, timers and idle collection; null takes the registered one, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Where turns run; null means the thread pool.</summary>
    public ITurnScheduler? Scheduler { get; set; }

    /// <summary>How long a caller waits for an answer. Positive.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often waiting calls are looked through for ones that are overdue.</summary>
    public TimeSpan TimeoutResolution { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long reading state and the activation hook may take together.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the deactivation hook may take.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may be idle before it is collected.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for; collection is at most two of these late and never early.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A grain method whose synchronous part takes longer than this on average runs on a thread of its own instead of its caller's. Negative: always.</summary>
    public TimeSpan InlineLimit { get; set; } = TimeSpan.FromMicroseconds(20);

    /// <summary>Assemblies with grains, besides the entry assembly and what it references.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>Adds the assembly of a type to <see cref="Assemblies"/>.</summary>
    public EmbeddedOptions AddAssemblyOf<T>()
    {
        Assemblies.Add(typeof(T).Assembly);
        return this;
    }
}
