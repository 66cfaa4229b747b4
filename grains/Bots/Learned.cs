using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Bots;

/// <summary>What a bot has learned, as pages show it.</summary>
internal static class Learned
{
    internal static LearnedView Of(LearningState state, BotConfiguration configuration)
    {
        var strength = configuration.Learning.PriorStrength;
        string[] experts = [.. (StrategyCatalog.Find(configuration.Strategy)?.Experts ?? []).Union(state.Experts.ByExpert.Keys, StringComparer.Ordinal)];
        var shadow = state.Shadow;
        return new LearnedView(
            [.. experts.Select(expert => Expert(state, expert))],
            [.. state.BySymbol.Select(symbol => new InstrumentExperts(InstrumentId.Parse(symbol.Key), [.. experts.Select(expert => new ExpertWeight(expert, symbol.Value.Of(expert)))]))],
            [.. state.Calibration.Bins.Select((bin, place) => Bin(state.Calibration, place, strength))],
            state.Calibration.BaseRate(strength),
            state.Open.Length,
            shadow.Model,
            shadow.Outcomes,
            shadow.Outcomes == 0 ? 0 : shadow.MeanLoss,
            shadow.Outcomes == 0 ? 0 : shadow.MeanPresentLoss);
    }

    private static ExpertView Expert(LearningState state, string expert)
    {
        var record = state.Records.GetValueOrDefault(expert);
        return new ExpertView(expert, state.Experts.Of(expert), record.Won, record.All);
    }

    private static ConfidenceBin Bin(Calibration calibration, int place, double strength)
    {
        var (bins, bin) = ((double)calibration.Bins.Length, calibration.Bins[place]);
        var middle = (place + 0.5) / bins;
        return new ConfidenceBin(place / bins, (place + 1) / bins, bin.Won, bin.All, calibration.Of(middle, strength), calibration.DeviationOf(middle, strength));
    }
}
