namespace InvestBot.Indicators.Rolling;

/// <summary>Mean and variance of the last n values, in O(1) amortised time, that do not drift.</summary>
/// <remarks>
/// Algorithm: the two blocks of <see cref="RollingSum"/> over d = x − anchor and d², the anchor being the last value of
/// the block before: variance = Σd²/n − (Σd/n)². The anchor is always a value of the window, so |d| is at most the
/// window's range R, and since the variance is at least R²/2n the cancellation costs a relative error of about n²
/// units of rounding at the very worst (1e-13 for n = 20) for ever. Equal values have a variance of exactly 0.
/// </remarks>
public sealed class RollingVariance : IIndicator
{
    private readonly double[] _ring;
    private readonly double[] _squares;
    private readonly double _inverse;
    private int _next;
    private double _anchor;
    private double _head;
    private double _headSquares;
    private bool _full;
    private bool _started;

    /// <param name="period">Window length in inputs, at least 2.</param>
    public RollingVariance(int period)
    {
        _ring = new double[Period.AtLeast(2, period) + 1];
        _squares = new double[period + 1];
        _inverse = 1.0 / period;
    }

    /// <inheritdoc/>
    public int WarmUp => _ring.Length - 1;

    /// <inheritdoc/>
    public bool IsReady => _full;

    /// <summary>Arithmetic mean; NaN until ready.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Population variance (divided by n); zero or more; NaN until ready.</summary>
    public double Variance { get; private set; } = double.NaN;

    /// <summary>Sample variance (divided by n − 1); NaN until ready.</summary>
    public double SampleVariance => Variance * WarmUp / (WarmUp - 1);

    /// <summary>Population standard deviation; NaN until ready.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>What <see cref="Variance"/> is to be multiplied with for a kind of deviation.</summary>
    internal double Scale(Deviation deviation) => deviation == Deviation.Sample ? WarmUp / (WarmUp - 1.0) : 1.0;

    /// <summary>Takes the next input, in time order.</summary>
    public void Update(double value)
    {
        var ring = _ring;
        var next = _next;
        if (next == ring.Length - 1)
        {
            SumTails(ring, _squares);
            next = 0;
            _head = 0.0;
            _headSquares = 0.0;
        }
        else if (!_started)
        {
            _started = true;
            _anchor = Anchor.From(value);
        }

        var d = value - _anchor;
        ring[next++] = value;
        _head += d;
        _headSquares += d * d;
        _next = next;
        if (next == ring.Length - 1)
            _full = true;
        if (!_full)
            return;

        var mean = (ring[next] + _head) * _inverse;
        var variance = ((_squares[next] + _headSquares) * _inverse) - (mean * mean);
        Mean = _anchor + mean;
        Variance = variance < 0.0 ? 0.0 : variance;
    }

    private void SumTails(double[] ring, double[] squares)
    {
        var anchor = Anchor.From(ring[^2]);
        double tail = 0.0, tailSquares = 0.0;
        for (var i = ring.Length - 2; i >= 0; i--)
        {
            var d = ring[i] - anchor;
            tail += d;
            tailSquares += d * d;
            ring[i] = tail;
            squares[i] = tailSquares;
        }

        _anchor = anchor;
    }
}
