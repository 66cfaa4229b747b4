using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Models;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Learning;

/// <summary>What one round changed.</summary>
/// <param name="State">What is known after it.</param>
/// <param name="Reports">The round's reports, their signals with the confidence that was learned.</param>
/// <param name="Made">Predictions that the round made.</param>
/// <param name="Outcomes">Predictions that it ended.</param>
public sealed record LearnedRound(LearningState State, ImmutableArray<BarReport> Reports, ImmutableArray<Prediction> Made, ImmutableArray<SignalOutcome> Outcomes);

/// <summary>
/// Learns from what signals came to, before a round's signals are ranked. Pure: the same rounds give the same state, to the last bit, in
/// whatever order their reports arrived.
/// </summary>
public static class Learner
{
    /// <summary>Takes a round.</summary>
    /// <param name="state">What was known before.</param>
    /// <param name="reports">What the instruments reported.</param>
    /// <param name="configuration">The instance's; its learning is enabled.</param>
    /// <param name="round">Market time.</param>
    public static LearnedRound Take(LearningState state, IEnumerable<BarReport> reports, BotConfiguration configuration, DateTimeOffset round)
    {
        var settings = configuration.Learning;
        ImmutableArray<BarReport> ordered = [.. reports.OrderBy(report => report.Instrument)];
        var outcomes = ImmutableArray.CreateBuilder<SignalOutcome>();
        var open = ImmutableArray.CreateBuilder<Prediction>();
        foreach (var prediction in state.Open)
        {
            if (ordered.FirstOrDefault(report => report.Instrument == prediction.Instrument) is not { } report)
            {
                open.Add(prediction);
                continue;
            }
            var (still, closed) = prediction.After(report.Bar, round, (double)configuration.Paper.RoundTrip.Value);
            if (still is not null) open.Add(still);
            if (closed is not null) outcomes.Add(closed);
        }
        foreach (var outcome in outcomes) state = Learn(state, outcome, settings);
        var made = ImmutableArray.CreateBuilder<Prediction>();
        for (var i = 0; i < ordered.Length; i++)
        {
            if ((ordered[i].Signal ?? ordered[i].Unasked) is not { Refused: null } signal) continue;
            var (judged, prediction) = Judge(state, signal, configuration);
            if (ordered[i].Signal is not null) ordered = ordered.SetItem(i, ordered[i] with { Signal = judged });
            // Signals of one rise are not independent: while one of an instrument is awaited, no other counts.
            if (open.Any(waiting => waiting.Instrument == signal.Instrument)) continue;
            open.Add(prediction);
            made.Add(prediction);
        }
        return new LearnedRound(state with { Open = open.ToImmutable() }, ordered, made.ToImmutable(), outcomes.ToImmutable());
    }

    /// <summary>What is known after an outcome.</summary>
    public static LearningState Learn(LearningState state, SignalOutcome outcome, LearningSettings settings)
    {
        var prediction = outcome.Prediction;
        string[] experts = [.. prediction.Votes.Select(vote => vote.Expert)];
        var symbol = prediction.Instrument.ToString();
        return state with
        {
            Experts = state.Experts.After(experts, outcome.Gain, settings.Rate, settings.Floor),
            BySymbol = state.BySymbol.SetItem(symbol, state.BySymbol.GetValueOrDefault(symbol, ExpertWeights.Equal).After(experts, outcome.Gain, settings.Rate, settings.Floor)),
            // A raw confidence of what was in force before says nothing of one of what is now.
            Calibration = prediction.Model == (ModelOf(settings.Models, settings.Models.InForce, prediction.Strategy)?.Number ?? 0) ? state.Calibration.After(prediction.Raw, outcome.Won) : state.Calibration,
            Records = state.Records.SetItems(experts.Select(expert => KeyValuePair.Create(expert, state.Records.GetValueOrDefault(expert).After(outcome.Won)))),
            Shadow = prediction.Shadow is { } shadow ? state.Shadow.After(shadow.Model, shadow.Probability, prediction.Confidence, outcome.Won) : state.Shadow,
        };
    }

    /// <summary>What is known once something else is in force: weights and open predictions stay, calibration and the shadow's score begin anew.</summary>
    public static LearningState Anew(LearningState state) => state with { Calibration = Calibration.Empty, Shadow = default };

    /// <summary>The raw confidence of some votes: their weighted mean, moved by how much the voters count, within the bound.</summary>
    public static double Weigh(LearningState state, string symbol, IReadOnlyCollection<Vote> votes, LearningSettings settings)
    {
        var own = state.BySymbol.GetValueOrDefault(symbol, ExpertWeights.Equal);
        var (sum, all) = (0.0, 0.0);
        foreach (var vote in votes)
        {
            var weight = state.Experts.Of(vote.Expert) * own.Of(vote.Expert);
            sum += weight * vote.Confidence;
            all += weight;
        }
        return Math.Clamp(sum / all * Math.Clamp(all / votes.Count, 1.0 - settings.Bound, 1.0 + settings.Bound), 0.0, 1.0);
    }

    private static TrainedModel? ModelOf(ModelShelf shelf, int? number, string strategy) => shelf.Find(number) is { } model && model.Strategy == strategy ? model : null;

    private static (Signal Signal, Prediction Prediction) Judge(LearningState state, Signal signal, BotConfiguration configuration)
    {
        var settings = configuration.Learning;
        ImmutableArray<Vote> votes = [.. Vote.Of(signal)];
        var model = ModelOf(settings.Models, settings.Models.InForce, signal.Strategy);
        var raw = model?.Probability(signal.Features) ?? Weigh(state, signal.Instrument.ToString(), votes, settings);
        var shadow = ModelOf(settings.Models, settings.Models.Shadow, signal.Strategy) is { } other ? new ShadowOpinion(other.Number, other.Probability(signal.Features)) : (ShadowOpinion?)null;
        var confidence = state.Calibration.Of(raw, settings.PriorStrength);
        var bin = state.Calibration.Bins[Calibration.BinOf(raw)];
        var judged = signal with
        {
            Confidence = confidence,
            Reasons =
            [
                .. signal.Reasons,
                string.Create(CultureInfo.InvariantCulture, $"{(model is null ? "Weighed by their outcomes the votes come to" : string.Create(CultureInfo.InvariantCulture, $"Model {model.Number} ({model.Kind}) says"))} {raw:0.00}; {bin.Won} of {bin.All} signals like it ended with a profit after costs: the confidence is {confidence:0.00}."),
            ],
            Features = [.. signal.Features, new Feature("confidence-raw", raw), new Feature("base-rate", state.Calibration.BaseRate(settings.PriorStrength))],
        };
        var longest = signal.TimeStop ?? (settings.HorizonBars * configuration.Timeframe.Length);
        return (judged, new Prediction(
            signal.Instrument, signal.At, signal.Strategy, votes, raw, confidence, shadow,
            signal.Stop.Estimate, signal.Target?.Estimate, signal.At + longest, null, signal.Features) { Model = model?.Number ?? 0 });
    }
}
