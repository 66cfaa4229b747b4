using System.Collections.Immutable;
using InvestBot.Domain;
using InvestBot.Domain.Models;

namespace InvestBot.Strategies.Models;

/// <summary>Trains a model on the earlier signals and validates it on the later ones.</summary>
public static class ModelTrainer
{
    /// <summary>Least number of outcomes to train on, and to validate with half as many.</summary>
    public const int LeastOutcomes = 200;

    private const double Share = 0.7;

    /// <summary>A model, or why there is none. The same samples give the same model.</summary>
    /// <param name="kind"><c>logistic</c> or <c>boosted</c>.</param>
    /// <param name="number">Of the new version.</param>
    /// <param name="strategy">Whose signals the samples are.</param>
    /// <param name="samples">In any order.</param>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static (TrainedModel? Model, Refusal? Refused) Train(string kind, int number, string strategy, IEnumerable<TrainingSample> samples)
    {
        if (kind is not ("logistic" or "boosted")) throw new ArgumentException($"There is no kind of model '{kind}'; write logistic or boosted.", nameof(kind));
        TrainingSample[] ordered = [.. samples.OrderBy(sample => sample.At).ThenBy(sample => sample.Known)];
        var cut = (int)(ordered.Length * Share);
        TrainingSample[] later = ordered[cut..];
        // Outcomes that became known only while the later signals came would tell of them.
        TrainingSample[] earlier = later.Length == 0 ? [] : [.. ordered[..cut].Where(sample => sample.Known <= later[0].At)];
        if (earlier.Length < LeastOutcomes || later.Length < LeastOutcomes / 2)
            return (null, new Refusal("too-few-outcomes", FormattableString.Invariant($"There are {earlier.Length} outcomes to train on and {later.Length} to validate with; at least {LeastOutcomes} and {LeastOutcomes / 2} are asked.")));
        ImmutableArray<string> names = [.. earlier.SelectMany(sample => sample.Features.Select(feature => feature.Name)).Distinct().Where(IsComparable).Order(StringComparer.Ordinal)];
        var empty = new TrainedModel(number, kind, strategy, 0, [], [], earlier[0].At, earlier[^1].At, default);
        var trained = kind == "logistic" ? Logistic(empty, names, earlier) : Boosted(empty, names, earlier);
        var model = trained with { Validation = Validate(trained, earlier, later) };
        return model.Validation.LogLoss < model.Validation.BaseLogLoss
            ? (model, null)
            : (null, new Refusal("no-better-than-base-rate", FormattableString.Invariant($"Out of sample its log loss is {model.Validation.LogLoss:0.0000}, that of the base rate {model.Validation.BaseLogLoss:0.0000}: it has learned nothing that holds.")));
    }

    /// <summary>How a model does on signals that it was not trained on.</summary>
    public static ModelValidation Validate(TrainedModel model, IReadOnlyCollection<TrainingSample> trained, IReadOnlyCollection<TrainingSample> unseen)
    {
        var rate = (trained.Count(sample => sample.Won) + 0.5) / (trained.Count + 1.0);
        return new ModelValidation(
            unseen.Count,
            unseen.Average(sample => ShadowScore.LogLoss(model.Probability(sample.Features), sample.Won)),
            unseen.Average(sample => ShadowScore.LogLoss(rate, sample.Won)),
            unseen.Average(sample => Math.Pow(model.Probability(sample.Features) - (sample.Won ? 1.0 : 0.0), 2)));
    }

    // Prices mean something only within one instrument and time.
    private static bool IsComparable(string feature) => feature is not ("close" or "atr" or "channel-upper" or "fast-mean" or "slow-mean" or "band-lower" or "band-middle" or "swing-low" or "high-before" or "fast-short" or "slow-short" or "pullback-low");

    private static TrainedModel Logistic(TrainedModel model, ImmutableArray<string> names, TrainingSample[] samples)
    {
        var (intercept, terms) = LogisticTrainer.Train(names, samples, penalty: 5.0);
        return model with { Intercept = intercept, Terms = terms };
    }

    private static TrainedModel Boosted(TrainedModel model, ImmutableArray<string> names, TrainingSample[] samples)
    {
        var (intercept, stumps) = BoostedTrainer.Train(names, samples, rounds: 60, rate: 0.1, leaf: Math.Max(10, samples.Length / 50));
        return model with { Intercept = intercept, Stumps = stumps };
    }
}
