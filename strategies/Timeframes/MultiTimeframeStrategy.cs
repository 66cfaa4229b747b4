using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Rolling;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Timeframes;

/// <summary>
/// Buys the end of a pullback within a rise that three timeframes agree on: both averages rise on the short, the middle and the long
/// one; on the short one the price fell to its fast average, and now closes above it and above the high of the bar before. Longer bars are made from the instance's own.
/// </summary>
/// <remarks>
/// Source: the triple screen of Alexander Elder, Trading for a Living, 1993, chapter 9, with averages' slopes on every screen.
/// Confidence rises with the slopes of the longer timeframes (in average true ranges for each of their bars) and with the close's
/// distance above the fast average.
/// </remarks>
internal sealed class MultiTimeframeStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly AverageSlopes _short;
    private readonly AverageSlopes _middle;
    private readonly AverageSlopes _long;
    private readonly BarAggregator[] _bars;
    private readonly AverageTrueRange _range;
    private readonly RollingMinimum _lowest;
    private readonly int _pullbackBars;
    private readonly double _stopRanges;
    private readonly double _targetMultiple;
    private readonly string _lengths;
    private Ohlcv _bar;
    private readonly long _barTicks;
    private readonly long _shortTicks;
    private bool _fresh;
    private double _highBefore = double.NaN;
    private int _sinceTouch = int.MaxValue;

    internal MultiTimeframeStrategy(Instrument instrument, Timeframe timeframe, ParameterValues values)
    {
        _instrument = instrument;
        var (fast, slow) = (values.Whole("fast-bars"), values.Whole("slow-bars"));
        (_short, _middle, _long) = (new AverageSlopes(fast, slow), new AverageSlopes(fast, slow), new AverageSlopes(fast, slow));
        // The short timeframe is at least the instance's own, and all are whole multiples of it.
        var bars = Math.Max(1, (int)Math.Ceiling(values["entry-minutes"] / timeframe.Minutes));
        (_barTicks, _shortTicks) = (timeframe.Length.Ticks, timeframe.Length.Ticks * bars);
        var (middleBars, longBars) = (bars * values.Whole("middle-multiple"), bars * values.Whole("long-multiple"));
        _bars =
        [
            new BarAggregator(timeframe, bars, TakeShort),
            new BarAggregator(timeframe, middleBars, (in Ohlcv bar) => _middle.Update(bar.Close)),
            new BarAggregator(timeframe, longBars, (in Ohlcv bar) => _long.Update(bar.Close)),
        ];
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _pullbackBars = values.Whole("pullback-bars");
        _lowest = new RollingMinimum(_pullbackBars);
        _stopRanges = values["stop-ranges"];
        _targetMultiple = values["target-multiple"];
        _lengths = string.Create(CultureInfo.InvariantCulture, $"{bars * timeframe.Minutes}, {middleBars * timeframe.Minutes} and {longBars * timeframe.Minutes} minutes");
        // One bar more for the first slope, and another since the first long bar may have begun before the history.
        WarmUp = longBars * (slow + 2);
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.multi-timeframe",
        "Multi-timeframe",
        "Buys when both exponential averages rise on three timeframes and, on the short one, the price had pulled back to its fast average and closes above it and above the high of the bar before. Stop below the pullback, target a multiple of its distance; leaves when the middle timeframe's fast average falls below its slow one.",
        [
            StrategyParameter.Bars("entry-minutes", 5, 1, 240, "Length of the short timeframe's bars in minutes; at least the instance's own."),
            StrategyParameter.Bars("middle-multiple", 3, 2, 48, "The middle timeframe is so many times as long."),
            StrategyParameter.Bars("long-multiple", 12, 3, 288, "The long timeframe is so many times as long as the short one."),
            StrategyParameter.Bars("fast-bars", 20, 2, 200, "Bars of the fast averages."),
            StrategyParameter.Bars("slow-bars", 50, 3, 500, "Bars of the slow averages."),
            StrategyParameter.Bars("pullback-bars", 6, 1, 100, "A pullback counts when it touched the fast average within so many short bars."),
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range, on the short timeframe."),
            StrategyParameter.Number("stop-ranges", 0.5, 0.05, 20, "Protective stop below the pullback's lowest low, in average true ranges."),
            StrategyParameter.Number("target-multiple", 2, 0.2, 50, "Target above the entry, as a multiple of the stop's distance."),
        ])
    {
        Source = "The triple screen of Alexander Elder, Trading for a Living, 1993, chapter 9, with the slopes of averages on every screen. The lengths are the specification's, the rest choices of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        foreach (var bars in _bars) bars.Update(in bar, in values);
        // Only the bar that ends a short one decides; a short one that is handed on late, after a gap, ended before.
        _fresh = (bar.OpenTime.UtcTicks + _barTicks) % _shortTicks == 0;
    }

    public bool Wishes(in Bar bar) =>
        _fresh && _bar.Close > _short.Fast && _bar.Close > _highBefore && _sinceTouch < _pullbackBars && _short.Rise && _middle.Rise && _long.Rise && _short.Fast > _short.Slow && _range.Value > 0;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime) : null;

    public string? Exit(in Bar bar) => _middle.Fast < _middle.Slow ? "the middle timeframe turned down" : null;

    private void TakeShort(in Ohlcv bar)
    {
        _highBefore = _bar.High;
        _bar = bar;
        _short.Update(bar.Close);
        _range.Update(in bar);
        _lowest.Update(bar.Low);
        if (bar.Low <= _short.Fast) _sinceTouch = 0;
        else if (_sinceTouch < int.MaxValue) _sinceTouch++;
    }

    private Signal Enter(in Bar bar, DateTimeOffset closeTime)
    {
        var stop = Math.Min(_lowest.Value, _bar.Low) - (_stopRanges * _range.Value);
        var percent = _range.Value / _bar.Close;
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            Confidence.Of(_middle.FastSlope / percent, _long.FastSlope / percent, (_bar.Close - _short.Fast) / _range.Value),
            bar.Close,
            Levels.Stop(stop, _instrument),
            Levels.Target(_bar.Close + (_targetMultiple * (_bar.Close - stop)), _instrument),
            null,
            Id,
            [
                $"Both averages rise on {_lengths}.",
                string.Create(CultureInfo.InvariantCulture, $"The price had pulled back to the fast average {PriceWords.Of(_short.Fast)} and the close {bar.Close} is above it and above the high before, {PriceWords.Of(_highBefore)}."),
                string.Create(CultureInfo.InvariantCulture, $"The stop is below {PriceWords.Of(_lowest.Value)}, the lowest low of {_pullbackBars} bars."),
            ],
            [
                new Feature("close", _bar.Close),
                new Feature("high-before", _highBefore),
                new Feature("fast-short", _short.Fast),
                new Feature("slow-short", _short.Slow),
                new Feature("slope-short", _short.FastSlope),
                new Feature("slope-middle", _middle.FastSlope),
                new Feature("slope-long", _long.FastSlope),
                new Feature("pullback-low", _lowest.Value),
                new Feature("atr", _range.Value),
            ]);
    }
}
