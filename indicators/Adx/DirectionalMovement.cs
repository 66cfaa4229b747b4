using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Adx;

/// <summary>Directional movement: +DI, −DI, DX and ADX, each in [0, 100].</summary>
/// <remarks>
/// ±DI = 100 · Wilder(±DM) / Wilder(TR) from bar n + 1 on; DX = 100·|+DI − −DI| / (+DI + −DI); ADX is Wilder's average
/// of DX and starts at bar 2n with the mean of the first n. DX is 0 where both DI are 0. Warm-up: 2n bars.
/// Source: Wilder, New Concepts in Technical Trading Systems, 1978; conventions of Skender Stock.Indicators (adx).
/// </remarks>
public sealed class DirectionalMovement : IBarIndicator
{
    private Wilder _trueRange;
    private Wilder _plus;
    private Wilder _minus;
    private Wilder _dx;
    private Ohlcv _previous;
    private bool _started;

    /// <param name="period">Length of all averages, at least 2; 14 is usual.</param>
    public DirectionalMovement(int period = 14)
    {
        _trueRange = new Wilder(Period.AtLeast(2, period));
        _plus = new Wilder(period);
        _minus = new Wilder(period);
        _dx = new Wilder(period);
    }

    /// <inheritdoc/>
    public int WarmUp => 2 * _dx.Period;

    /// <inheritdoc/>
    public bool IsReady => _dx.IsReady;

    /// <summary>ADX, the strength of the trend whatever its direction; NaN until ready.</summary>
    public double Adx => _dx.Value;

    /// <summary>+DI; NaN for the first n bars.</summary>
    public double PlusDi => Share(_plus.Value);

    /// <summary>−DI; NaN for the first n bars.</summary>
    public double MinusDi => Share(_minus.Value);

    /// <summary>DX of the latest bar; NaN for the first n bars.</summary>
    public double Dx { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        if (_started)
            Advance(in bar);
        _started = true;
        _previous = bar;
    }

    private void Advance(in Ohlcv bar)
    {
        var up = bar.High - _previous.High;
        var down = _previous.Low - bar.Low;
        _trueRange.Update(Math.Max(bar.High, _previous.Close) - Math.Min(bar.Low, _previous.Close));
        var plus = _plus.Update(up > down && up > 0.0 ? up : 0.0);
        var minus = _minus.Update(down > up && down > 0.0 ? down : 0.0);
        if (!_trueRange.IsReady)
            return;

        // The true range, by which both DI are divided, cancels out.
        var sum = plus + minus;
        Dx = sum == 0.0 ? 0.0 : 100.0 * Math.Abs(plus - minus) / sum;
        _dx.Update(Dx);
    }

    private double Share(double movement) => !_trueRange.IsReady ? double.NaN : _trueRange.Value == 0.0 ? 0.0 : 100.0 * movement / _trueRange.Value;
}
