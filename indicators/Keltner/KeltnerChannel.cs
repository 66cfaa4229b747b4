using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Ema;

namespace InvestBot.Indicators.Keltner;

/// <summary>Keltner channel: EMA of closes ± k average true ranges. In price.</summary>
/// <remarks>
/// Warm-up: max(EMA length, ATR length + 1) bars. Source: Chester Keltner, 1960, in Linda Raschke's form;
/// conventions of Skender Stock.Indicators (keltner).
/// </remarks>
public sealed class KeltnerChannel : IBarIndicator
{
    private readonly ExponentialMovingAverage _ema;
    private readonly AverageTrueRange _atr;
    private readonly double _multiple;

    /// <param name="period">Length of the EMA, at least 1; 20 is usual.</param>
    /// <param name="multiple">Distance of the bands in average true ranges, above 0; 2 is usual.</param>
    /// <param name="atrPeriod">Length of the ATR, at least 1; 10 is usual.</param>
    /// <param name="seed">What the EMA starts from.</param>
    public KeltnerChannel(int period = 20, double multiple = 2.0, int atrPeriod = 10, EmaSeed seed = EmaSeed.Mean)
    {
        if (!(multiple > 0.0) || !double.IsFinite(multiple))
            throw new ArgumentOutOfRangeException(nameof(multiple), multiple, "Must be above 0.");
        _ema = new ExponentialMovingAverage(period, seed);
        _atr = new AverageTrueRange(atrPeriod);
        _multiple = multiple;
    }

    /// <inheritdoc/>
    public int WarmUp => Math.Max(_ema.WarmUp, _atr.WarmUp);

    /// <inheritdoc/>
    public bool IsReady => _ema.IsReady && _atr.IsReady;

    /// <summary>The EMA; NaN until ready.</summary>
    public double Middle => IsReady ? _ema.Value : double.NaN;

    /// <summary>EMA plus k average true ranges; NaN until ready.</summary>
    public double Upper => _ema.Value + (_multiple * _atr.Value);

    /// <summary>EMA minus k average true ranges; NaN until ready.</summary>
    public double Lower => _ema.Value - (_multiple * _atr.Value);

    /// <summary>(upper − lower) / middle, a fraction; NaN where the middle is 0.</summary>
    public double Width => Middle == 0.0 ? double.NaN : (Upper - Lower) / Middle;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        _ema.Update(bar.Close);
        _atr.Update(in bar);
    }
}
