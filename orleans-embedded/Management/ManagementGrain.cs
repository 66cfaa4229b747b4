using InvestBot.Orleans.Embedded.Engine;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Management;

/// <summary>Answers from the engine's directory. Reentrant, because it has no state.</summary>
[GrainType("sys.management"), Reentrant]
internal sealed class ManagementGrain(ActorEngine engine) : Grain, IManagementGrain
{
    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult<SimpleGrainStatistic[]>(
    [
        .. Active().GroupBy(activation => activation.Class.GrainType.ToString())
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SimpleGrainStatistic { GrainType = group.Key, ActivationCount = group.Count() }),
    ]);

    public Task<int> GetTotalActivationCount() => Task.FromResult(Active().Count());

    public Task<int> GetGrainActivationCount(GrainReference grainReference)
    {
        ArgumentNullException.ThrowIfNull(grainReference);
        return Task.FromResult(engine.Directory.Find(grainReference.GrainId) is { IsActive: true } ? 1 : 0);
    }

    public ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        new(Active().Select(activation => activation.GrainId).Where(id => id.Type == type).Order().ToList());

    private IEnumerable<Activations.Activation> Active() => engine.Directory.Grains().Where(activation => activation.IsActive);
}
