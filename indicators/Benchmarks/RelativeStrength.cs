using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Benchmarks;

/// <summary>Relative strength: an instrument's n-bar return minus its benchmark's, a fraction (0.01 is one percent).</summary>
/// <remarks>
/// Not the RSI. Both closes must belong to the same bar time; the caller aligns them. Warm-up: n + 1 pairs.
/// Source: conventions of Skender Stock.Indicators (prs, prsPercent).
/// </remarks>
public sealed class RelativeStrength(int period = 20) : IIndicator
{
    private readonly Lag _own = new(period);
    private readonly Lag _benchmark = new(period);

    /// <inheritdoc/>
    public int WarmUp => _own.Distance + 1;

    /// <inheritdoc/>
    public bool IsReady { get; private set; }

    /// <summary>Own return minus the benchmark's; NaN until ready.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>The instrument's own n-bar return, a fraction; NaN until ready.</summary>
    public double OwnReturn { get; private set; } = double.NaN;

    /// <summary>The benchmark's n-bar return, a fraction; NaN until ready.</summary>
    public double BenchmarkReturn { get; private set; } = double.NaN;

    /// <summary>Takes the closes of one bar time, in time order.</summary>
    /// <param name="close">The instrument's close.</param>
    /// <param name="benchmarkClose">The benchmark's close at the same time.</param>
    public double Update(double close, double benchmarkClose)
    {
        IsReady = _own.IsFull;
        var own = _own.Push(close);
        var benchmark = _benchmark.Push(benchmarkClose);
        OwnReturn = (close - own) / own;
        BenchmarkReturn = (benchmarkClose - benchmark) / benchmark;
        return Value = OwnReturn - BenchmarkReturn;
    }
}
