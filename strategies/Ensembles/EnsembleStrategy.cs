using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Atr;
using InvestBot.Strategies.Breakouts;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.MeanReversion;
using InvestBot.Strategies.Momentum;
using InvestBot.Strategies.Regimes;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Ensembles;

/// <summary>
/// Asks three experts (trend, mean reversion, momentum) and wishes to buy when at least one does. Each expert's confidence is its vote, and
/// goes along with the signal; the instance's learning weighs the votes and calibrates what comes of them. Stop and target are an
/// average-true-range bracket, the same whoever voted, so that outcomes can be compared.
/// </summary>
/// <remarks>Without learning the confidence is the mean of the votes: every expert has the same weight.</remarks>
internal sealed class EnsembleStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly IStrategy[] _experts;
    private readonly AverageTrueRange _range;
    private readonly RegimeClassifier _regime = new();
    private readonly double _stopRanges;
    private readonly double _targetMultiple;
    private readonly TimeSpan? _timeStop;

    internal EnsembleStrategy(Instrument instrument, ParameterValues values)
    {
        _instrument = instrument;
        _experts =
        [
            new SmaBreakoutStrategy(instrument, SmaBreakoutStrategy.Description.Standard),
            new MeanReversionStrategy(instrument, MeanReversionStrategy.Description.Standard),
            new MomentumStrategy(instrument, MomentumStrategy.Description.Standard),
        ];
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _stopRanges = values["stop-ranges"];
        _targetMultiple = values["target-multiple"];
        _timeStop = values["time-stop-minutes"] > 0 ? TimeSpan.FromMinutes(values["time-stop-minutes"]) : null;
        WarmUp = Math.Max(_regime.WarmUp, Math.Max(_range.WarmUp * 5, _experts.Max(expert => expert.WarmUp)));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.ensemble",
        "Ensemble",
        "Buys when an expert for trends, for mean reversion or for momentum does. The votes are weighted by what each expert's signals came to, and the confidence is calibrated, where learning is on. Stop and target are set by the average true range.",
        [
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range."),
            StrategyParameter.Number("stop-ranges", 2, 0.2, 20, "Protective stop below the entry, in average true ranges."),
            StrategyParameter.Number("target-multiple", 1.5, 0.2, 50, "Target above the entry, as a multiple of the stop's distance."),
            StrategyParameter.Number("time-stop-minutes", 240, 0, 10_080, "Longest holding in minutes; 0: no limit."),
        ])
    {
        Experts = ["sma-breakout", "mean-reversion", "momentum"],
        Source = "Arora, Hazan and Kale, The Multiplicative Weights Update Method, Theory of Computing 8, 2012, for the weights; Beta-binomial shrinkage after Gelman et al., Bayesian Data Analysis, 2013, for the confidence. The choice of experts is the specification's.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        foreach (var expert in _experts) expert.Update(in bar, in values);
        _range.Update(in values);
        _regime.Update(in values);
    }

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime)
    {
        List<Signal>? signals = null;
        foreach (var expert in _experts)
            if (expert.Entry(in bar, closeTime) is { } signal) (signals ??= []).Add(signal);
        return signals is not null && _range.Value > 0 ? Enter(in bar, closeTime, signals) : null;
    }

    public string? Exit(in Bar bar) => null;

    private Signal Enter(in Bar bar, DateTimeOffset closeTime, List<Signal> signals)
    {
        var close = bar.Close.Estimate;
        var risk = _stopRanges * _range.Value;
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            signals.Average(signal => signal.Confidence),
            bar.Close,
            Levels.Stop(close - risk, _instrument),
            Levels.Target(close + (_targetMultiple * risk), _instrument),
            _timeStop,
            Id,
            [
                .. signals.Select(signal => string.Create(CultureInfo.InvariantCulture, $"{signal.Strategy} votes {signal.Confidence:0.00}: {string.Join(' ', signal.Reasons)}")),
                string.Create(CultureInfo.InvariantCulture, $"{signals.Count} of {_experts.Length} experts vote; the regime is {RegimeWords.Of(_regime.Present)}."),
                string.Create(CultureInfo.InvariantCulture, $"The stop is {_stopRanges:0.##} average true ranges of {PriceWords.Of(_range.Value)} away, the target {_targetMultiple:0.##} times as far."),
            ],
            [
                .. signals.Select(signal => new Feature(Vote.Prefix + signal.Strategy["strategy.".Length..], signal.Confidence)),
                new Feature("close", close),
                new Feature("atr", _range.Value),
                new Feature("atr-percent", _range.Percent),
                new Feature("regime", (int)_regime.Present),
                new Feature("volatility-rank", double.IsFinite(_regime.VolatilityRank) ? _regime.VolatilityRank : 0),
                .. signals.SelectMany(signal => signal.Features.Where(feature => feature.Name is not ("close" or "atr" or "atr-percent"))).DistinctBy(feature => feature.Name),
            ]);
    }
}
