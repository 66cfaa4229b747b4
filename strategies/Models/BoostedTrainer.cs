using System.Collections.Immutable;
using InvestBot.Domain.Models;

namespace InvestBot.Strategies.Models;

/// <summary>Gradient boosting of stumps for log loss, each leaf by one Newton step. No chance is involved: every sample and feature is looked at.</summary>
/// <remarks>Sources: Friedman, Greedy Function Approximation: A Gradient Boosting Machine, Annals of Statistics 29, 2001; leaves and their penalty as Chen and Guestrin, XGBoost, 2016, equations 5 to 7.</remarks>
internal static class BoostedTrainer
{
    private const int Thresholds = 16;
    private const double Penalty = 1.0;

    /// <summary>Intercept and stumps.</summary>
    /// <param name="names">Which features.</param>
    /// <param name="samples">What to learn from, at least one.</param>
    /// <param name="rounds">How many stumps at most.</param>
    /// <param name="rate">How much of each is taken, above 0 to 1.</param>
    /// <param name="leaf">Least samples of a leaf.</param>
    internal static (double Intercept, ImmutableArray<Stump> Stumps) Train(ImmutableArray<string> names, IReadOnlyList<TrainingSample> samples, int rounds, double rate, int leaf)
    {
        var won = (samples.Count(sample => sample.Won) + 0.5) / (samples.Count + 1.0);
        var intercept = Math.Log(won / (1.0 - won));
        double[][] columns = [.. names.Select(name => samples.Select(sample => TrainedModel.ValueOf(sample.Features, name)).ToArray())];
        double[][] thresholds = [.. columns.Select(Quantiles)];
        double[] scores = [.. Enumerable.Repeat(intercept, samples.Count)];
        var stumps = ImmutableArray.CreateBuilder<Stump>();
        for (var round = 0; round < rounds; round++)
        {
            double[] errors = [.. samples.Select((sample, i) => (sample.Won ? 1.0 : 0.0) - Probability(scores[i]))];
            double[] curvatures = [.. scores.Select(score => Probability(score) * (1.0 - Probability(score)))];
            if (Best(columns, thresholds, errors, curvatures, leaf) is not var (feature, threshold, below, above)) break;
            stumps.Add(new Stump(names[feature], threshold, rate * below, rate * above));
            for (var i = 0; i < scores.Length; i++) scores[i] += rate * (columns[feature][i] > threshold ? above : below);
        }
        return (intercept, stumps.ToImmutable());
    }

    private static (int Feature, double Threshold, double Below, double Above)? Best(double[][] columns, double[][] thresholds, double[] errors, double[] curvatures, int leaf)
    {
        var (allErrors, allCurvatures) = (errors.Sum(), curvatures.Sum());
        var gain = allErrors * allErrors / (allCurvatures + Penalty);
        (int, double, double, double)? best = null;
        for (var feature = 0; feature < columns.Length; feature++)
        {
            foreach (var threshold in thresholds[feature])
            {
                var (error, curvature, count) = (0.0, 0.0, 0);
                for (var i = 0; i < errors.Length; i++)
                {
                    if (columns[feature][i] > threshold) continue;
                    (error, curvature, count) = (error + errors[i], curvature + curvatures[i], count + 1);
                }
                if (count < leaf || errors.Length - count < leaf) continue;
                var (otherError, otherCurvature) = (allErrors - error, allCurvatures - curvature);
                var split = (error * error / (curvature + Penalty)) + (otherError * otherError / (otherCurvature + Penalty));
                if (split <= gain + 1e-12) continue;
                (gain, best) = (split, (feature, threshold, error / (curvature + Penalty), otherError / (otherCurvature + Penalty)));
            }
        }
        return best;
    }

    private static double[] Quantiles(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return [.. Enumerable.Range(1, Thresholds - 1).Select(i => sorted[(sorted.Length - 1) * i / Thresholds]).Distinct()];
    }

    private static double Probability(double score) => 1.0 / (1.0 + Math.Exp(-score));
}
