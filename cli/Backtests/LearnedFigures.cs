using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Backtests;

/// <summary>What a run learned: how much each expert counts, and what signals of each raw confidence came to.</summary>
internal static class LearnedFigures
{
    public static IEnumerable<Figure> Of(BacktestResult result)
    {
        var settings = result.Configuration.Learning;
        if (!settings.Enabled) yield break;
        var learned = result.Learning;
        foreach (var (expert, weight) in learned.Experts.ByExpert) yield return new($"weight of {expert}", Math.Round(weight, 3, MidpointRounding.ToEven));
        yield return new("outcomes learned from", learned.Calibration.Total.All);
        yield return new("base rate", Percent(learned.Calibration.BaseRate(settings.PriorStrength)), "%");
        var bins = learned.Calibration.Bins;
        for (var i = 0; i < bins.Length; i++)
        {
            if (bins[i].All == 0) continue;
            var (low, high) = ((double)i / bins.Length, (i + 1.0) / bins.Length);
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"confidence of signals at {low:0.0} to {high:0.0}"),
                Percent(learned.Calibration.Of((low + high) / 2.0, settings.PriorStrength)),
                string.Create(CultureInfo.InvariantCulture, $"% ({bins[i].Won} of {bins[i].All} won)"));
        }
        if (learned.Shadow is { Outcomes: > 0 } shadow)
        {
            yield return new("log loss of the shadowing model", Math.Round(shadow.MeanLoss, 4, MidpointRounding.ToEven));
            yield return new("log loss of what is in force beside it", Math.Round(shadow.MeanPresentLoss, 4, MidpointRounding.ToEven));
        }
    }

    private static double Percent(double share) => Math.Round(100.0 * share, 2, MidpointRounding.ToEven);
}
