using System.Collections.Immutable;
using InvestBot.Domain.Signals;

namespace InvestBot.Domain.Models;

/// <summary>A feature that counts in proportion to its distance from its mean.</summary>
/// <param name="Feature">Its name; a signal without it has 0 there.</param>
/// <param name="Mean">Its mean where the model was trained.</param>
/// <param name="Scale">Its standard deviation there, above 0.</param>
/// <param name="Weight">Log-odds for one standard deviation.</param>
public readonly record struct LinearTerm(string Feature, double Mean, double Scale, double Weight);

/// <summary>A feature that counts by the side of a threshold that it is on.</summary>
/// <param name="Feature">Its name; a signal without it has 0 there.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Below">Log-odds at or below it.</param>
/// <param name="Above">Log-odds above it.</param>
public readonly record struct Stump(string Feature, double Threshold, double Below, double Above);

/// <summary>How a model did on signals that it was not trained on.</summary>
/// <param name="Outcomes">How many.</param>
/// <param name="LogLoss">Its mean log loss, in nats.</param>
/// <param name="BaseLogLoss">That of the base rate of training.</param>
/// <param name="Brier">Its mean squared error.</param>
public readonly record struct ModelValidation(int Outcomes, double LogLoss, double BaseLogLoss, double Brier);

/// <summary>A version of a model that says with what probability a signal ends with a profit after costs: a sum of log-odds. Never changed; a new one has a new number.</summary>
/// <param name="Number">From 1, each once within an instance.</param>
/// <param name="Kind"><c>logistic</c> or <c>boosted</c>.</param>
/// <param name="Strategy">Whose signals it judges.</param>
/// <param name="Intercept">Log-odds of a signal at every mean, or before any stump.</param>
/// <param name="Terms">Those of a logistic regression.</param>
/// <param name="Stumps">Those of gradient boosting.</param>
/// <param name="TrainedFrom">The first signal that it was trained on.</param>
/// <param name="TrainedTo">The last one; what comes later it has not seen, but for the choice to keep it.</param>
/// <param name="Validation">How it did out of sample.</param>
public sealed record TrainedModel(
    int Number,
    string Kind,
    string Strategy,
    double Intercept,
    ImmutableArray<LinearTerm> Terms,
    ImmutableArray<Stump> Stumps,
    DateTimeOffset TrainedFrom,
    DateTimeOffset TrainedTo,
    ModelValidation Validation)
{
    /// <summary>The probability for a signal's features, above 0 and below 1.</summary>
    public double Probability(ImmutableArray<Feature> features)
    {
        var score = Intercept;
        foreach (var term in Terms) score += term.Weight * (ValueOf(features, term.Feature) - term.Mean) / term.Scale;
        foreach (var stump in Stumps) score += ValueOf(features, stump.Feature) > stump.Threshold ? stump.Above : stump.Below;
        return Math.Clamp(1.0 / (1.0 + Math.Exp(-score)), 1e-6, 1.0 - 1e-6);
    }

    /// <summary>Whether it is the same version to the last figure.</summary>
    public bool Equals(TrainedModel? other) =>
        other is not null && (Number, Kind, Strategy, Intercept, TrainedFrom, TrainedTo, Validation) == (other.Number, other.Kind, other.Strategy, other.Intercept, other.TrainedFrom, other.TrainedTo, other.Validation)
        && Terms.SequenceEqual(other.Terms) && Stumps.SequenceEqual(other.Stumps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Kind, Strategy, TrainedTo);

    /// <summary>A feature's value, 0 where there is none.</summary>
    public static double ValueOf(ImmutableArray<Feature> features, string name)
    {
        foreach (var feature in features)
            if (feature.Name == name) return feature.Value;
        return 0.0;
    }
}
