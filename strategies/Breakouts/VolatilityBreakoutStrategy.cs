using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Volumes;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Breakouts;

/// <summary>
/// Buys the end of a quiet time: the width of the Bollinger bands was in its lowest quintile for a while, then the close
/// passes the highest high of 20 bars on more volume. The stop is 1.5 average true ranges away, the target twice as far.
/// </summary>
/// <remarks>Confidence rises with the distance above the channel in average true ranges, with the excess of volume and with the length of the quiet time.</remarks>
internal sealed class VolatilityBreakoutStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly BollingerBands _bands;
    private readonly Consolidation _quiet;
    private readonly DonchianChannel _channel;
    private readonly VolumeAverage _volume;
    private readonly AverageTrueRange _range;
    private readonly int _quietLeast;
    private readonly int _within;
    private readonly double _volumeAbove;
    private readonly double _stopRanges;
    private readonly double _targetMultiple;
    private double _close = double.NaN;

    internal VolatilityBreakoutStrategy(Instrument instrument, ParameterValues values)
    {
        _instrument = instrument;
        _quietLeast = values.Whole("quiet-bars");
        _within = values.Whole("within-bars");
        _bands = new BollingerBands(values.Whole("band-bars"), values["band-deviations"]);
        _quiet = new Consolidation(values.Whole("width-bars"), values["width-share"], _quietLeast);
        _channel = new DonchianChannel(values.Whole("channel-bars"));
        _volume = new VolumeAverage(values.Whole("volume-bars"));
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _volumeAbove = values["volume-above"];
        _stopRanges = values["stop-ranges"];
        _targetMultiple = values["target-multiple"];
        WarmUp = Math.Max(
            _bands.WarmUp + values.Whole("width-bars") + _quietLeast,
            Math.Max(Math.Max(_channel.WarmUp, _volume.WarmUp), _range.WarmUp * 5));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.volatility-breakout",
        "Volatility breakout",
        "Buys when, after a consolidation (band width in the lowest part of its recent past for some bars), the close passes the highest high of the channel on more volume. Stop and target are set by the average true range.",
        [
            StrategyParameter.Bars("band-bars", 20, 5, 500, "Bars of the Bollinger bands, whose width is watched."),
            StrategyParameter.Number("band-deviations", 2, 0.5, 6, "Distance of the bands from their middle, in standard deviations."),
            StrategyParameter.Bars("width-bars", 100, 20, 2000, "Bars of the recent past that a width is compared with."),
            StrategyParameter.Number("width-share", 0.2, 0.01, 0.9, "The smallest share of the recent past that counts as narrow; 0.2 is the lowest quintile."),
            StrategyParameter.Bars("quiet-bars", 10, 1, 500, "Narrow bars in a row that make a consolidation."),
            StrategyParameter.Bars("within-bars", 3, 1, 50, "A breakout counts up to this many bars after the consolidation's last."),
            StrategyParameter.Bars("channel-bars", 20, 2, 500, "Bars before, whose highest high must be passed."),
            StrategyParameter.Bars("volume-bars", 20, 2, 500, "Bars of the average volume."),
            StrategyParameter.Number("volume-above", 1.5, 0.1, 50, "Volume must be above this multiple of its average."),
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range."),
            StrategyParameter.Number("stop-ranges", 1.5, 0.2, 20, "Protective stop below the entry, in average true ranges."),
            StrategyParameter.Number("target-multiple", 2, 0.2, 50, "Target above the entry, as a multiple of the stop's distance."),
        ])
    {
        Source = "John Bollinger, Bollinger on Bollinger Bands, 2001, on the squeeze: low volatility comes before high. The lowest fifth of 100 bars, the channel and the volume are choices of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _close = values.Close;
        _bands.Update(values.Close);
        _quiet.Update(_bands.Width);
        _channel.Update(in values);
        _volume.Update(in values);
        _range.Update(in values);
    }

    public bool Wishes(in Bar bar) =>
        _quiet.EndedWithin(_within) && _close > _channel.Upper && _volume.Ratio > _volumeAbove && _range.Value > 0;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime) : null;

    public string? Exit(in Bar bar) => null;

    private Signal Enter(in Bar bar, DateTimeOffset closeTime)
    {
        var risk = _stopRanges * _range.Value;
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            Confidence.Of((_close - _channel.Upper) / _range.Value, Confidence.Above(_volume.Ratio, _volumeAbove), Confidence.Above(_quiet.Length, _quietLeast)),
            bar.Close,
            Levels.Stop(_close - risk, _instrument),
            Levels.Target(_close + (_targetMultiple * risk), _instrument),
            null,
            Id,
            [
                string.Create(CultureInfo.InvariantCulture, $"The bands were narrow for {_quiet.Length} bars; at least {_quietLeast} are asked."),
                string.Create(CultureInfo.InvariantCulture, $"The close {bar.Close} is above {PriceWords.Of(_channel.Upper)}, the highest high of the channel before."),
                string.Create(CultureInfo.InvariantCulture, $"Volume is {_volume.Ratio:0.0} times its average; more than {_volumeAbove:0.##} is asked."),
            ],
            [
                new Feature("close", _close),
                new Feature("channel-upper", _channel.Upper),
                new Feature("quiet-bars", _quiet.Length),
                new Feature("width-rank", _quiet.Rank),
                new Feature("volume-ratio", _volume.Ratio),
                new Feature("atr", _range.Value),
            ]);
    }
}
