using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Atr;

/// <summary>Average true range: Wilder's average of max(high, previous close) − min(low, previous close). In price.</summary>
/// <remarks>
/// The first bar has no previous close and therefore no true range: it is skipped, so that the first value is the mean of
/// the true ranges of bars 2 … n + 1, or taken as high − low (<see cref="FirstRange"/>). Warm-up: n + 1 bars, or n.
/// Source: Wilder, New Concepts in Technical Trading Systems, 1978; conventions of Skender Stock.Indicators (atr).
/// </remarks>
public sealed class AverageTrueRange : IBarIndicator
{
    private readonly bool _countsFirst;
    private Wilder _average;
    private double _previousClose = double.NaN;
    private bool _started;

    /// <param name="period">Number of true ranges that are averaged, at least 1; 14 is usual.</param>
    /// <param name="first">What the first bar counts for.</param>
    public AverageTrueRange(int period = 14, FirstRange first = FirstRange.Skipped)
    {
        _average = new Wilder(period);
        _countsFirst = first == FirstRange.HighMinusLow;
    }

    /// <inheritdoc/>
    public int WarmUp => _countsFirst ? _average.Period : _average.Period + 1;

    /// <inheritdoc/>
    public bool IsReady => _average.IsReady;

    /// <summary>The average true range; zero or more; NaN until ready.</summary>
    public double Value => _average.Value;

    /// <summary>The true range of the latest bar; NaN at a first that is skipped.</summary>
    public double TrueRange { get; private set; } = double.NaN;

    /// <summary>The average true range as percent of the latest close; NaN until ready.</summary>
    public double Percent => 100.0 * Value / _previousClose;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        if (_started)
        {
            TrueRange = Math.Max(bar.High, _previousClose) - Math.Min(bar.Low, _previousClose);
            _average.Update(TrueRange);
        }
        else if (_countsFirst)
        {
            TrueRange = bar.High - bar.Low;
            _average.Update(TrueRange);
        }

        _started = true;
        _previousClose = bar.Close;
    }
}
