using InvestBot.Orleans.Embedded.Engine;

namespace InvestBot.Orleans.Embedded.Statistics;

internal sealed class EngineStatistics(ActorEngine engine) : IGrainStatistics
{
    public IReadOnlyList<GrainTypeStatistics> GetStatistics()
    {
        var live = engine.Directory.Grains().ToLookup(a => a.Class);
        var frequency = engine.TimeProvider.TimestampFrequency;
        return
        [
            .. engine.Registry.Classes.OrderBy(c => c.GrainType).Select(c => new GrainTypeStatistics(
                c.GrainType.ToString(),
                c.Statistics.Live,
                c.Statistics.Activations,
                c.Statistics.EndedCalls + live[c].Sum(a => a.Calls),
                c.Statistics.EndedErrors + live[c].Sum(a => a.Errors),
                c.Statistics.Percentile(0.5, frequency),
                c.Statistics.Percentile(0.95, frequency),
                c.Statistics.Percentile(0.99, frequency))),
        ];
    }
}
