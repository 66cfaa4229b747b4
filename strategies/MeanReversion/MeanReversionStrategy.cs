using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Rsi;
using InvestBot.Indicators.Volumes;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.MeanReversion;

/// <summary>
/// Buys an exhausted fall: the close is below the lower Bollinger band, RSI is oversold and volume bursts. Aims at the middle
/// band, and leaves once the close is back there (the band follows the price, so that this may be below the first target).
/// </summary>
/// <remarks>Confidence rises with the depth below the band (in deviations), with (threshold − RSI) / threshold and with the excess of volume.</remarks>
internal sealed class MeanReversionStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly BollingerBands _bands;
    private readonly RelativeStrengthIndex _rsi;
    private readonly VolumeAverage _volume;
    private readonly double _rsiBelow;
    private readonly double _volumeAbove;
    private readonly double _stop;
    private readonly TimeSpan? _timeStop;
    private double _close = double.NaN;

    internal MeanReversionStrategy(Instrument instrument, ParameterValues values)
    {
        _instrument = instrument;
        _bands = new BollingerBands(values.Whole("band-bars"), values["band-deviations"]);
        _rsi = new RelativeStrengthIndex(values.Whole("rsi-bars"));
        _volume = new VolumeAverage(values.Whole("volume-bars"));
        _rsiBelow = values["rsi-below"];
        _volumeAbove = values["volume-above"];
        _stop = values["stop-percent"] / 100.0;
        _timeStop = values["time-stop-minutes"] > 0 ? TimeSpan.FromMinutes(values["time-stop-minutes"]) : null;
        // Wilder's averages remember their seed: some bars more until it hardly counts.
        WarmUp = Math.Max(_bands.WarmUp, Math.Max(_rsi.WarmUp * 5, _volume.WarmUp));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.mean-reversion",
        "Mean reversion",
        "Buys when the close is below the lower Bollinger band, RSI is oversold and volume is a multiple of its average. Aims at the middle band, leaves when the close is back there, at the stop, or when time is up.",
        [
            StrategyParameter.Bars("band-bars", 20, 5, 500, "Bars of the Bollinger bands."),
            StrategyParameter.Number("band-deviations", 2.5, 0.5, 6, "Distance of the bands from their middle, in standard deviations."),
            StrategyParameter.Bars("rsi-bars", 14, 2, 200, "Bars of the relative strength index."),
            StrategyParameter.Number("rsi-below", 30, 1, 60, "RSI must be below this."),
            StrategyParameter.Bars("volume-bars", 20, 2, 500, "Bars of the average volume."),
            StrategyParameter.Number("volume-above", 3, 0.1, 50, "Volume must be above this multiple of its average."),
            StrategyParameter.Number("stop-percent", 1, 0.05, 50, "Protective stop below the entry, in percent."),
            StrategyParameter.Number("time-stop-minutes", 30, 0, 10_080, "Longest holding in minutes; 0: no limit."),
        ])
    {
        Source = "John Bollinger, Bollinger on Bollinger Bands, 2001 (bands), and Welles Wilder, New Concepts in Technical Trading Systems, 1978 (RSI). The thresholds, and volume as a sign of exhaustion, are choices of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _close = values.Close;
        _bands.Update(values.Close);
        _rsi.Update(values.Close);
        _volume.Update(in values);
    }

    public bool Wishes(in Bar bar) => _volume.Ratio > _volumeAbove && _rsi.Value < _rsiBelow && _close < _bands.Lower;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime) : null;

    public string? Exit(in Bar bar) => _close >= _bands.Middle ? "back at the mean" : null;

    private Signal Enter(in Bar bar, DateTimeOffset closeTime)
    {
        var depth = (_bands.Lower - _close) / _bands.StandardDeviation;
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            Confidence.Of(depth, (_rsiBelow - _rsi.Value) / _rsiBelow, Confidence.Above(_volume.Ratio, _volumeAbove)),
            bar.Close,
            Levels.Stop(_close * (1.0 - _stop), _instrument),
            Levels.Target(_bands.Middle, _instrument),
            _timeStop,
            Id,
            [
                string.Create(CultureInfo.InvariantCulture, $"The close {bar.Close} is below the lower Bollinger band {PriceWords.Of(_bands.Lower)}."),
                string.Create(CultureInfo.InvariantCulture, $"RSI is {_rsi.Value:0.0}, below {_rsiBelow:0.#}."),
                string.Create(CultureInfo.InvariantCulture, $"Volume is {_volume.Ratio:0.0} times its average; more than {_volumeAbove:0.#} is asked."),
            ],
            [
                new Feature("close", _close),
                new Feature("band-lower", _bands.Lower),
                new Feature("band-middle", _bands.Middle),
                new Feature("band-depth", double.IsFinite(depth) ? depth : 0.0),
                new Feature("rsi", _rsi.Value),
                new Feature("volume-ratio", _volume.Ratio),
            ]);
    }
}
