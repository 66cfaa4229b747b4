using Orleans;

namespace InvestBot.Engine.Conformance.Engines;

/// <summary>
/// What the suite needs of an engine. Each engine has one folder, and in it a static class <c>EngineUnderTest</c> with
/// <c>Task&lt;ISiloHost&gt; StartAsync(SiloSettings)</c>: a silo of its own for each call, with the grains of this assembly.
/// The build property <c>OrleansEngine</c> chooses the folder; nothing else in the suite knows which engine runs.
/// </summary>
public interface ISiloHost : IAsyncDisposable
{
    /// <summary>References to grains, for a caller outside grains but in the silo's process, so that its outgoing filters see the calls.</summary>
    IGrainFactory Grains { get; }

    /// <summary>The silo's services.</summary>
    IServiceProvider Services { get; }

    /// <summary>Stops gracefully; with a cancelled token at once.</summary>
    Task StopAsync(CancellationToken token);
}
