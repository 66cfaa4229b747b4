using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Mfi;

/// <summary>Money flow index: RSI's formula over typical price × volume of n bars, in [0, 100].</summary>
/// <remarks>
/// A bar counts as positive where its typical price rose, negative where it fell. Without negative flow the value is
/// 100. Warm-up: n + 1 bars. Source: Quong and Soudack, 1989; conventions of Skender Stock.Indicators (mfi).
/// </remarks>
public sealed class MoneyFlowIndex(int period = 14) : IBarIndicator
{
    private readonly RollingSum _positive = new(period);
    private readonly RollingSum _negative = new(period);
    private double _previous;
    private bool _started;

    /// <inheritdoc/>
    public int WarmUp => _positive.WarmUp + 1;

    /// <inheritdoc/>
    public bool IsReady => _positive.IsReady;

    /// <summary>The index; NaN until ready.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        var typical = bar.Typical;
        if (_started)
        {
            var flow = typical * bar.Volume;
            var positive = _positive.Update(typical > _previous ? flow : 0.0);
            var negative = _negative.Update(typical < _previous ? flow : 0.0);
            if (_positive.IsReady)
                Value = negative == 0.0 ? 100.0 : 100.0 * positive / (positive + negative);
        }

        _started = true;
        _previous = typical;
    }
}
