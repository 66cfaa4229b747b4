using InvestBot.Domain.Markets;
using InvestBot.Indicators;
using InvestBot.Indicators.Adx;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Ema;
using InvestBot.Strategies.Ranks;

namespace InvestBot.Strategies.Regimes;

/// <summary>
/// Says which regime a market is in. Hysteresis in two ways: what is asked to leave a regime is less than what is asked to enter it,
/// and another one must show for some bars in a row before it counts.
/// </summary>
/// <remarks>
/// Volatility is the rank of the average true range, as a share of the close, among its recent past; a trend is ADX with its direction
/// (Wilder, New Concepts in Technical Trading Systems, 1978: ADX above 25) on the same side as the close's place about a slow
/// exponential average. Unusual volatility goes before a trend, a trend before calm.
/// </remarks>
internal sealed class RegimeClassifier : IBarIndicator
{
    private const double TrendEntered = 25, TrendLeft = 20, WildEntered = 0.9, WildLeft = 0.8, CalmEntered = 0.1, CalmLeft = 0.25;
    private readonly DirectionalMovement _trend = new(14);
    private readonly AverageTrueRange _range = new(14);
    private readonly ExponentialMovingAverage _average = new(50);
    private readonly RollingRank _rank;
    private readonly int _hold;
    private Regime _shown;
    private int _streak;

    /// <param name="rankBars">Length of the recent past that volatility is compared with, at least 20.</param>
    /// <param name="hold">How many bars in a row another regime must show, at least 1.</param>
    internal RegimeClassifier(int rankBars = 200, int hold = 3)
    {
        _rank = new RollingRank(rankBars);
        _hold = hold;
        WarmUp = Math.Max(_average.WarmUp, _range.WarmUp + rankBars) + hold;
    }

    public int WarmUp { get; }

    public bool IsReady => Present != Regime.Unknown;

    /// <summary>The regime; unknown until warm.</summary>
    internal Regime Present { get; private set; }

    /// <summary>Bars for which it has been so.</summary>
    internal int Age { get; private set; }

    /// <summary>Share of the recent past that was calmer than now; NaN until warm.</summary>
    internal double VolatilityRank => _rank.Value;

    /// <summary>ADX; NaN until warm.</summary>
    internal double Trend => _trend.Adx;

    public void Update(in Ohlcv bar)
    {
        _trend.Update(in bar);
        _range.Update(in bar);
        _average.Update(bar.Close);
        _rank.Update(_range.Percent);
        Age++;
        if (double.IsNaN(_rank.Value) || double.IsNaN(_trend.Adx) || double.IsNaN(_average.Value)) return;
        var now = Look(bar.Close);
        _streak = now == _shown ? _streak + 1 : 1;
        _shown = now;
        if (now == Present || (_streak < _hold && Present != Regime.Unknown)) return;
        (Present, Age) = (now, 0);
    }

    private Regime Look(double close)
    {
        if (_rank.Value >= (Present == Regime.HighVolatility ? WildLeft : WildEntered)) return Regime.HighVolatility;
        if (close > _average.Value && _trend.Adx >= (Present == Regime.TrendUp ? TrendLeft : TrendEntered) && _trend.PlusDi > _trend.MinusDi) return Regime.TrendUp;
        if (close < _average.Value && _trend.Adx >= (Present == Regime.TrendDown ? TrendLeft : TrendEntered) && _trend.MinusDi > _trend.PlusDi) return Regime.TrendDown;
        return _rank.Value <= (Present == Regime.Quiet ? CalmLeft : CalmEntered) ? Regime.Quiet : Regime.Range;
    }
}
