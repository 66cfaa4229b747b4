using InvestBot.Indicators.Ema;

namespace InvestBot.Strategies.Timeframes;

/// <summary>Two exponential averages of one timeframe and the way that they go.</summary>
internal sealed class AverageSlopes(int fastBars, int slowBars)
{
    private readonly ExponentialMovingAverage _fast = new(fastBars);
    private readonly ExponentialMovingAverage _slow = new(slowBars);

    /// <summary>The fast average; NaN until warm.</summary>
    internal double Fast => _fast.Value;

    /// <summary>The slow average; NaN until warm.</summary>
    internal double Slow => _slow.Value;

    /// <summary>Change of the fast average over its last bar, a fraction; NaN until warm.</summary>
    internal double FastSlope { get; private set; } = double.NaN;

    /// <summary>Change of the slow average over its last bar, a fraction; NaN until warm.</summary>
    internal double SlowSlope { get; private set; } = double.NaN;

    /// <summary>True when both rise.</summary>
    internal bool Rise => FastSlope > 0 && SlowSlope > 0;

    /// <summary>Takes the next close.</summary>
    internal void Update(double close)
    {
        var (fast, slow) = (_fast.Value, _slow.Value);
        FastSlope = (_fast.Update(close) - fast) / fast;
        SlowSlope = (_slow.Update(close) - slow) / slow;
    }
}
