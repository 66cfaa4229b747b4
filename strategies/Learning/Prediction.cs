using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Learning;

/// <summary>A signal whose outcome is awaited. What it comes to is told by its own stop, target and longest holding on the bars that follow, whether or not risk let it be entered: outcomes of the trades alone would be a selection.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="At">When it was made, market time.</param>
/// <param name="Strategy">Whose signal.</param>
/// <param name="Votes">What its experts said.</param>
/// <param name="Raw">Confidence before calibration, 0 to 1.</param>
/// <param name="Confidence">Confidence as it counted, 0 to 1.</param>
/// <param name="Shadow">What a shadowing model said, if there is one.</param>
/// <param name="Stop">The signal's stop.</param>
/// <param name="Target">The signal's target, if it has one.</param>
/// <param name="Deadline">When it is closed at the latest.</param>
/// <param name="Entry">The open of the first bar after it; <c>null</c> before that.</param>
/// <param name="Features">What the signal saw.</param>
public sealed record Prediction(
    InstrumentId Instrument,
    DateTimeOffset At,
    string Strategy,
    ImmutableArray<Vote> Votes,
    double Raw,
    double Confidence,
    ShadowOpinion? Shadow,
    double Stop,
    double? Target,
    DateTimeOffset Deadline,
    double? Entry,
    ImmutableArray<Feature> Features)
{
    /// <summary>The model that gave the raw confidence; 0: the weighed votes.</summary>
    public int Model { get; init; }

    /// <summary>The prediction after the next bar, or its outcome.</summary>
    /// <param name="bar">The next bar of its instrument.</param>
    /// <param name="close">Its close, market time.</param>
    /// <param name="costs">Of a round trip, a fraction.</param>
    internal (Prediction? Open, SignalOutcome? Closed) After(in Bar bar, DateTimeOffset close, double costs)
    {
        var entry = Entry ?? bar.Open.Estimate;
        // As in a backtest: what opens beyond a level fills at the open, and the stop counts where both are touched.
        double? exit = bar.Low.Estimate <= Stop ? Math.Min(bar.Open.Estimate, Stop)
            : bar.High.Estimate >= Target ? Math.Max(bar.Open.Estimate, Target.Value)
            : close >= Deadline ? bar.Close.Estimate
            : null;
        return exit is { } price ? (null, new SignalOutcome(this with { Entry = entry }, close, (price / entry) - 1.0 - costs)) : (this with { Entry = entry }, null);
    }
}

/// <summary>What a shadowing model said.</summary>
/// <param name="Model">Its number.</param>
/// <param name="Probability">Of a profit after costs.</param>
public readonly record struct ShadowOpinion(int Model, double Probability);

/// <summary>What a signal came to.</summary>
/// <param name="Prediction">What was said.</param>
/// <param name="At">When it was known, market time.</param>
/// <param name="Return">After costs, a fraction.</param>
public sealed record SignalOutcome(Prediction Prediction, DateTimeOffset At, double Return)
{
    /// <summary>True when it ended with a profit after costs.</summary>
    public bool Won => Return > 0;

    /// <summary>The return as a multiple of the distance to the stop, halved and cut to -1 to 1: what weights learn from.</summary>
    public double Gain
    {
        get
        {
            var entry = Prediction.Entry ?? double.NaN;
            var risk = (entry - Prediction.Stop) / entry;
            return risk > 0 ? Math.Clamp(Return / risk / 2.0, -1.0, 1.0) : Math.Sign(Return);
        }
    }
}
