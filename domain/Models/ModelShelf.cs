using System.Collections.Immutable;

namespace InvestBot.Domain.Models;

/// <summary>
/// The models of an instance. One may be in force, one may shadow it: it judges every signal and counts for nothing until enough outcomes say that
/// it does better. Part of the configuration, so that every change of it is a version.
/// </summary>
public sealed record ModelShelf
{
    /// <summary>Every version, by number.</summary>
    public ImmutableArray<TrainedModel> Versions { get; init; } = [];

    /// <summary>The number of the model in force; <c>null</c>: the weighed votes are.</summary>
    public int? InForce { get; init; }

    /// <summary>The number of the shadowing model; <c>null</c>: none.</summary>
    public int? Shadow { get; init; }

    /// <summary>What was in force before, the latest last; 0 stands for no model.</summary>
    public ImmutableArray<int> Before { get; init; } = [];

    /// <summary>A version; <c>null</c> when there is none of that number.</summary>
    public TrainedModel? Find(int? number) => number is { } wanted ? Versions.FirstOrDefault(version => version.Number == wanted) : null;

    /// <summary>The shelf with a new version that shadows from now on.</summary>
    /// <exception cref="ArgumentException">Its number is taken.</exception>
    public ModelShelf Add(TrainedModel model) => Find(model.Number) is null
        ? this with { Versions = Versions.Add(model), Shadow = model.Number }
        : throw new ArgumentException($"There is a model {model.Number} already; versions are never changed.", nameof(model));

    /// <summary>The shelf with the shadowing model in force, or why it may not be.</summary>
    /// <param name="score">How it did beside what is in force.</param>
    /// <param name="least">How many outcomes are asked.</param>
    public (ModelShelf? Shelf, Refusal? Refused) Promote(ShadowScore score, int least)
    {
        if (Shadow is not { } number) return (null, new Refusal("no-shadow", "No model shadows."));
        if (score.Model != number || score.Outcomes < least)
            return (null, new Refusal("too-few-outcomes", FormattableString.Invariant($"Model {number} has {(score.Model == number ? score.Outcomes : 0)} outcomes in shadow; {least} are asked.")));
        return score.MeanLoss < score.MeanPresentLoss
            ? (this with { InForce = number, Shadow = null, Before = Before.Add(InForce ?? 0) }, null)
            : (null, new Refusal("no-better", FormattableString.Invariant($"Model {number} has a log loss of {score.MeanLoss:0.0000}, what is in force {score.MeanPresentLoss:0.0000}.")));
    }

    /// <summary>The shelf with what was in force before in force again, or why that may not be.</summary>
    public (ModelShelf? Shelf, Refusal? Refused) RollBack() => Before.IsEmpty
        ? (null, new Refusal("nothing-before", "Nothing was in force before."))
        : (this with { InForce = Before[^1] == 0 ? null : Before[^1], Before = Before[..^1] }, null);
}

/// <summary>How a shadowing model does beside what is in force, on the same signals.</summary>
/// <param name="Model">Its number; 0: none has shadowed.</param>
/// <param name="Outcomes">How many signals ended.</param>
/// <param name="Loss">Sum of its log losses, in nats.</param>
/// <param name="PresentLoss">Sum of those of the confidence in force.</param>
public readonly record struct ShadowScore(int Model, long Outcomes, double Loss, double PresentLoss)
{
    /// <summary>Its mean log loss; NaN without outcomes.</summary>
    public double MeanLoss => Loss / Outcomes;

    /// <summary>That of what is in force.</summary>
    public double MeanPresentLoss => PresentLoss / Outcomes;

    /// <summary>The score after an outcome; that of another model begins anew.</summary>
    public ShadowScore After(int model, double probability, double present, bool won)
    {
        var before = Model == model ? this : new ShadowScore(model, 0, 0, 0);
        return new ShadowScore(model, before.Outcomes + 1, before.Loss + LogLoss(probability, won), before.PresentLoss + LogLoss(present, won));
    }

    /// <summary>What a probability costs once the outcome is known, in nats.</summary>
    public static double LogLoss(double probability, bool won) => -Math.Log(Math.Clamp(won ? probability : 1.0 - probability, 1e-9, 1.0));
}
