using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Engine.Conformance.Engines;

/// <summary>How an engine is to run a test.</summary>
/// <param name="Time">Drives call timeouts, grain timers, reminders and idle collection; also the <see cref="TimeProvider"/> that grains see.</param>
/// <param name="Kept">The default storage provider, and what else outlives the engine.</param>
/// <param name="Services">What the test adds.</param>
public sealed record SiloSettings(ManualTime Time, Kept Kept, Action<IServiceCollection>? Services)
{
    /// <summary>How long a caller waits.</summary>
    public TimeSpan ResponseTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may be idle.</summary>
    public TimeSpan CollectionAge { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; } = TimeSpan.FromMinutes(1);
}
