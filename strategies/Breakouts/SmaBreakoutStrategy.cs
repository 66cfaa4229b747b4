using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Roc;
using InvestBot.Indicators.Sma;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Breakouts;

/// <summary>
/// Buys a close above the highest high of 20 bars while the 10-bar mean is above the 30-bar mean (it has crossed it), the
/// rise over 10 bars confirms it, and volatility is neither too small to pay the costs nor wild.
/// </summary>
/// <remarks>Confidence rises with the distance above the channel and between the means, both in average true ranges, and with the excess of the rise.</remarks>
internal sealed class SmaBreakoutStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly SimpleMovingAverage _fast;
    private readonly SimpleMovingAverage _slow;
    private readonly DonchianChannel _channel;
    private readonly RateOfChange _change;
    private readonly AverageTrueRange _range;
    private readonly double _changeAbove;
    private readonly double _rangeLeast;
    private readonly double _rangeMost;
    private readonly double _stopRanges;
    private readonly double _targetMultiple;
    private readonly bool _leavesOnCross;
    private double _close = double.NaN;

    internal SmaBreakoutStrategy(Instrument instrument, ParameterValues values)
    {
        _instrument = instrument;
        _fast = new SimpleMovingAverage(values.Whole("fast-bars"));
        _slow = new SimpleMovingAverage(values.Whole("slow-bars"));
        _channel = new DonchianChannel(values.Whole("channel-bars"));
        _change = new RateOfChange(values.Whole("change-bars"));
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _changeAbove = values["change-percent"];
        _rangeLeast = values["range-least-percent"];
        _rangeMost = values["range-most-percent"];
        _stopRanges = values["stop-ranges"];
        _targetMultiple = values["target-multiple"];
        _leavesOnCross = values["exit-on-cross"] > 0;
        WarmUp = Math.Max(Math.Max(_slow.WarmUp, _channel.WarmUp), Math.Max(_change.WarmUp, _range.WarmUp * 5));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.sma-breakout",
        "SMA crossover and breakout",
        "Buys a close above the highest high of the channel while the fast mean is above the slow one, the rise confirms it and the average true range is within bounds. Leaves at its stop or target, or when the fast mean falls below the slow one.",
        [
            StrategyParameter.Bars("fast-bars", 10, 2, 500, "Bars of the fast mean."),
            StrategyParameter.Bars("slow-bars", 30, 3, 1000, "Bars of the slow mean."),
            StrategyParameter.Bars("channel-bars", 20, 2, 500, "Bars before, whose highest high must be passed."),
            StrategyParameter.Bars("change-bars", 10, 1, 500, "Bars over which the confirming rise is measured."),
            StrategyParameter.Number("change-percent", 0.5, 0, 50, "The rise must be above this, in percent."),
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range."),
            StrategyParameter.Number("range-least-percent", 0.1, 0, 50, "The average true range must be at least this, in percent of the close."),
            StrategyParameter.Number("range-most-percent", 3, 0.05, 100, "The average true range must be at most this, in percent of the close."),
            StrategyParameter.Number("stop-ranges", 2, 0.2, 20, "Protective stop below the entry, in average true ranges."),
            StrategyParameter.Number("target-multiple", 2, 0.2, 50, "Target above the entry, as a multiple of the stop's distance."),
            StrategyParameter.Bars("exit-on-cross", 1, 0, 1, "1: leaves when the fast mean falls below the slow one; 0: leaves by stops and targets alone."),
        ])
    {
        Source = "Richard Donchian's channel rule (the 20-day breakout) and his crossing of two averages. Asking for both, the confirming rise and the bounds on volatility are choices of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _close = values.Close;
        _fast.Update(values.Close);
        _slow.Update(values.Close);
        _channel.Update(in values);
        _change.Update(values.Close);
        _range.Update(in values);
    }

    public bool Wishes(in Bar bar) =>
        _close > _channel.Upper && _fast.Value > _slow.Value && _change.Value > _changeAbove && _range.Percent >= _rangeLeast && _range.Percent <= _rangeMost;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime) : null;

    public string? Exit(in Bar bar) => _leavesOnCross && _fast.Value < _slow.Value ? "the fast mean fell below the slow one" : null;

    private Signal Enter(in Bar bar, DateTimeOffset closeTime)
    {
        var risk = _stopRanges * _range.Value;
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            Confidence.Of((_close - _channel.Upper) / _range.Value, (_fast.Value - _slow.Value) / _range.Value, Confidence.Above(_change.Value, _changeAbove)),
            bar.Close,
            Levels.Stop(_close - risk, _instrument),
            Levels.Target(_close + (_targetMultiple * risk), _instrument),
            null,
            Id,
            [
                string.Create(CultureInfo.InvariantCulture, $"The close {bar.Close} is above {PriceWords.Of(_channel.Upper)}, the highest high of the channel before."),
                string.Create(CultureInfo.InvariantCulture, $"The fast mean {PriceWords.Of(_fast.Value)} is above the slow mean {PriceWords.Of(_slow.Value)}."),
                string.Create(CultureInfo.InvariantCulture, $"The close rose {_change.Value:0.00} %; more than {_changeAbove:0.##} % is asked."),
                string.Create(CultureInfo.InvariantCulture, $"The average true range is {_range.Percent:0.00} % of the close, within {_rangeLeast:0.##} to {_rangeMost:0.##} %."),
            ],
            [
                new Feature("close", _close),
                new Feature("channel-upper", _channel.Upper),
                new Feature("fast-mean", _fast.Value),
                new Feature("slow-mean", _slow.Value),
                new Feature("change-percent", _change.Value),
                new Feature("atr-percent", _range.Percent),
            ]);
    }
}
