using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Roc;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Leaders;

/// <summary>
/// Wishes, at every rebalancing, to hold what has risen over the window. Which of the wishes lead is decided where all instruments of the
/// instance are seen: the relative-strength filter drops those behind the benchmark, the leaders' filter all but the strongest.
/// </summary>
/// <remarks>
/// Source: Jegadeesh and Titman, Returns to Buying Winners and Selling Losers, Journal of Finance 48, 1993 (ranked at intervals on the
/// return over a formation period). Rebalancing is on the UTC clock, so that all instruments wish at once. Confidence rises with the return
/// in average true ranges, scaled by the square root of the window; at three times it is full.
/// </remarks>
internal sealed class RelativeStrengthLeadersStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly RateOfChange _change;
    private readonly AverageTrueRange _range;
    private readonly int _changeBars;
    private readonly double _changeAbove;
    private readonly double _stopRanges;
    private readonly long _barTicks;
    private readonly long _rebalanceTicks;
    private double _close = double.NaN;
    private bool _rebalances;

    internal RelativeStrengthLeadersStrategy(Instrument instrument, Timeframe timeframe, ParameterValues values)
    {
        _instrument = instrument;
        _changeBars = values.Whole("change-bars");
        _change = new RateOfChange(_changeBars);
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _changeAbove = values["change-percent"];
        _stopRanges = values["stop-ranges"];
        _barTicks = timeframe.Length.Ticks;
        _rebalanceTicks = _barTicks * values.Whole("rebalance-bars");
        WarmUp = Math.Max(_change.WarmUp, _range.WarmUp * 5);
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.relative-strength-leaders",
        "Relative strength leaders",
        "At every rebalancing wishes to buy what has risen over the window; of all instruments, only the strongest that beat the benchmark are taken. Leaves at its stop, or at a rebalancing when the return over the window is no longer above zero.",
        [
            StrategyParameter.Bars("change-bars", 20, 1, 500, "Bars over which the return is measured."),
            StrategyParameter.Number("change-percent", 0, 0, 50, "The return must be above this, in percent."),
            StrategyParameter.Bars("rebalance-bars", 12, 1, 1440, "Bars between two rebalancings, counted on the UTC clock."),
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range."),
            StrategyParameter.Number("stop-ranges", 3, 0.2, 50, "Protective stop below the entry, in average true ranges."),
        ])
    {
        Source = "Jegadeesh and Titman, Returns to Buying Winners and Selling Losers, Journal of Finance 48, 1993: ranked at intervals on the return over a formation period. Windows of bars instead of months are a choice of ours.",
        Filters = new FilterSettings { RelativeStrength = true, Leaders = 3 },
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _close = values.Close;
        _change.Update(values.Close);
        _range.Update(in values);
        _rebalances = (bar.OpenTime.UtcTicks + _barTicks) % _rebalanceTicks == 0;
    }

    public bool Wishes(in Bar bar) =>
        _rebalances && _change.Value > _changeAbove && _range.Value > 0;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime) : null;

    public string? Exit(in Bar bar) => _rebalances && _change.Value <= 0 ? "no longer rising over the window" : null;

    private Signal Enter(in Bar bar, DateTimeOffset closeTime)
    {
        var multiple = _change.Value / (_range.Percent * Math.Sqrt(_changeBars));
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            Confidence.Of(multiple / 3.0),
            bar.Close,
            Levels.Stop(_close - (_stopRanges * _range.Value), _instrument),
            null,
            null,
            Id,
            [
                string.Create(CultureInfo.InvariantCulture, $"The close rose {_change.Value:0.00} % over {_changeBars} bars; more than {_changeAbove:0.##} % is asked."),
                string.Create(CultureInfo.InvariantCulture, $"That is {multiple:0.00} times what its average true range of {_range.Percent:0.00} % would let it wander."),
                "It is time to rebalance; the strongest of the universe that beat the benchmark are taken.",
            ],
            [
                new Feature("close", _close),
                new Feature("change-percent", _change.Value),
                new Feature("change-ranges", multiple),
                new Feature("atr", _range.Value),
            ]);
    }
}
