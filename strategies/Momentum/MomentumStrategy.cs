using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Adx;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Roc;
using InvestBot.Indicators.Volumes;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Momentum;

/// <summary>Buys a rise that is quick, heavily traded and part of a trend. It has no target: profits are taken by a trailing stop, which the exits' settings hold.</summary>
/// <remarks>Confidence rises with the excess of the rise, of the volume and of ADX over their thresholds.</remarks>
internal sealed class MomentumStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly RateOfChange _change;
    private readonly VolumeAverage _volume;
    private readonly DirectionalMovement _trend;
    private readonly AverageTrueRange _range;
    private readonly int _changeBars;
    private readonly double _changeAbove;
    private readonly double _volumeAbove;
    private readonly double _trendAbove;
    private readonly double _stopRanges;
    private double _close = double.NaN;

    internal MomentumStrategy(Instrument instrument, ParameterValues values)
    {
        _instrument = instrument;
        _changeBars = values.Whole("change-bars");
        _change = new RateOfChange(_changeBars);
        _volume = new VolumeAverage(values.Whole("volume-bars"));
        _trend = new DirectionalMovement(values.Whole("trend-bars"));
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _changeAbove = values["change-percent"];
        _volumeAbove = values["volume-above"];
        _trendAbove = values["trend-above"];
        _stopRanges = values["stop-ranges"];
        WarmUp = Math.Max(Math.Max(_change.WarmUp, _volume.WarmUp), Math.Max(_trend.WarmUp * 3, _range.WarmUp * 5));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.momentum",
        "Momentum",
        "Buys when the close has risen quickly, volume is a multiple of its average and ADX shows a trend with +DI leading. The stop is some average true ranges below the entry; a trailing stop takes the profit.",
        [
            StrategyParameter.Bars("change-bars", 12, 1, 500, "Bars over which the rise is measured."),
            StrategyParameter.Number("change-percent", 2, 0.05, 50, "The rise must be at least this, in percent."),
            StrategyParameter.Bars("volume-bars", 20, 2, 500, "Bars of the average volume."),
            StrategyParameter.Number("volume-above", 2, 0.1, 50, "Volume must be above this multiple of its average."),
            StrategyParameter.Bars("trend-bars", 14, 2, 200, "Bars of ADX."),
            StrategyParameter.Number("trend-above", 20, 0, 90, "ADX must be above this."),
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range."),
            StrategyParameter.Number("stop-ranges", 2, 0.2, 20, "Protective stop below the entry, in average true ranges."),
        ])
    {
        Source = "Jegadeesh and Titman, Returns to Buying Winners and Selling Losers, Journal of Finance 48, 1993, for momentum as such; Welles Wilder, 1978, for ADX. On bars of minutes it is a choice of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _close = values.Close;
        _change.Update(values.Close);
        _volume.Update(in values);
        _trend.Update(in values);
        _range.Update(in values);
    }

    public bool Wishes(in Bar bar) => _change.Value >= _changeAbove && _volume.Ratio > _volumeAbove && _trend.Adx > _trendAbove && _trend.PlusDi > _trend.MinusDi;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime) : null;

    public string? Exit(in Bar bar) => null;

    private Signal Enter(in Bar bar, DateTimeOffset closeTime) => new(
        _instrument.Id, closeTime, Side.Buy,
        Confidence.Of(Confidence.Above(_change.Value, _changeAbove), Confidence.Above(_volume.Ratio, _volumeAbove), Confidence.Above(_trend.Adx, _trendAbove)),
        bar.Close,
        Levels.Stop(_close - (_stopRanges * _range.Value), _instrument),
        null,
        null,
        Id,
        [
            string.Create(CultureInfo.InvariantCulture, $"The close rose {_change.Value:0.00} % over {_changeBars} bars; at least {_changeAbove:0.##} % is asked."),
            string.Create(CultureInfo.InvariantCulture, $"Volume is {_volume.Ratio:0.0} times its average; more than {_volumeAbove:0.#} is asked."),
            string.Create(CultureInfo.InvariantCulture, $"ADX is {_trend.Adx:0.0}, above {_trendAbove:0.#}, with +DI {_trend.PlusDi:0.0} over -DI {_trend.MinusDi:0.0}."),
        ],
        [
            new Feature("close", _close),
            new Feature("change-percent", _change.Value),
            new Feature("volume-ratio", _volume.Ratio),
            new Feature("adx", _trend.Adx),
            new Feature("plus-di", _trend.PlusDi),
            new Feature("minus-di", _trend.MinusDi),
            new Feature("atr", _range.Value),
        ]);
}
