namespace InvestBot.Indicators.Rolling;

/// <summary>The largest of the last n values, in O(1) amortised time (two blocks).</summary>
public sealed class RollingMaximum : IValueIndicator
{
    private WindowExtreme _ring;

    /// <param name="period">Window length in inputs, at least 1.</param>
    public RollingMaximum(int period) => _ring = new WindowExtreme(period, 1.0);

    /// <inheritdoc/>
    public int WarmUp => _ring.Period;

    /// <inheritdoc/>
    public bool IsReady => _ring.IsReady;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        var extreme = _ring.Push(value);
        return Value = _ring.IsReady ? extreme : double.NaN;
    }
}
