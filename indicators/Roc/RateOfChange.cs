using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Roc;

/// <summary>Rate of change: 100 · (x − xₙ) / xₙ, in percent, where xₙ is the value n inputs ago.</summary>
/// <remarks>
/// Warm-up: n + 1 inputs. NaN where the old value is 0. Source: conventions of Skender Stock.Indicators (roc).
/// </remarks>
public sealed class RateOfChange(int period) : IValueIndicator
{
    private readonly Lag _lag = new(period);

    /// <inheritdoc/>
    public int WarmUp => _lag.Distance + 1;

    /// <inheritdoc/>
    public bool IsReady { get; private set; }

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        IsReady = _lag.IsFull;
        var old = _lag.Push(value);
        return Value = old == 0.0 ? double.NaN : 100.0 * (value - old) / old;
    }
}
