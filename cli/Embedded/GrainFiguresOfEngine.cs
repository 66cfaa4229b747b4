using InvestBot.Api.Health;
using InvestBot.Orleans.Embedded.Statistics;

namespace InvestBot.Cli.Embedded;

/// <summary>What the engine's grains do.</summary>
internal sealed class GrainFiguresOfEngine(IGrainStatistics statistics) : IGrainFigures
{
    public IReadOnlyList<GrainFigures> Read() =>
    [
        .. statistics.GetStatistics().Select(type => new GrainFigures(type.GrainType, type.ActiveNow, type.Calls, type.Errors, type.Median.TotalMicroseconds, type.P99.TotalMicroseconds)),
    ];
}
