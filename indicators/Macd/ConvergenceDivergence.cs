using InvestBot.Indicators.Ema;

namespace InvestBot.Indicators.Macd;

/// <summary>MACD: fast EMA − slow EMA, its EMA as signal, and the histogram line − signal. In the unit of the input.</summary>
/// <remarks>
/// All EMAs are seeded with simple averages, the signal with the mean of the first lines, or each with its first input
/// (<see cref="EmaSeed"/>). Warm-up: slow + signal − 1 inputs; the line is there after slow. Source: Gerald Appel; conventions of Skender Stock.Indicators (macd).
/// </remarks>
public sealed class ConvergenceDivergence : IIndicator
{
    private readonly ExponentialMovingAverage _fast;
    private readonly ExponentialMovingAverage _slow;
    private readonly ExponentialMovingAverage _signal;

    /// <param name="fast">Length of the fast EMA, at least 1 and below <paramref name="slow"/>.</param>
    /// <param name="slow">Length of the slow EMA.</param>
    /// <param name="signal">Length of the signal's EMA, at least 1.</param>
    /// <param name="seed">What the EMAs start from.</param>
    public ConvergenceDivergence(int fast = 12, int slow = 26, int signal = 9, EmaSeed seed = EmaSeed.Mean)
    {
        if (fast >= slow)
            throw new ArgumentOutOfRangeException(nameof(fast), fast, $"Must be below the slow length {slow}.");
        _fast = new ExponentialMovingAverage(fast, seed);
        _slow = new ExponentialMovingAverage(slow, seed);
        _signal = new ExponentialMovingAverage(signal, seed);
    }

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp + _signal.WarmUp - 1;

    /// <inheritdoc/>
    public bool IsReady => _signal.IsReady;

    /// <summary>Fast EMA − slow EMA; NaN for the first slow − 1 inputs.</summary>
    public double Line { get; private set; } = double.NaN;

    /// <summary>The EMA of the line; NaN until ready.</summary>
    public double Signal => _signal.Value;

    /// <summary>Line − signal; NaN until ready.</summary>
    public double Histogram => Line - _signal.Value;

    /// <summary>Takes the next input, in time order.</summary>
    public void Update(double value)
    {
        var line = _fast.Update(value) - _slow.Update(value);
        if (!_slow.IsReady)
            return;
        Line = line;
        _signal.Update(line);
    }
}
