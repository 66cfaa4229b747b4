using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Strategies.Breakouts;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.MeanReversion;
using InvestBot.Strategies.Regimes;

namespace InvestBot.Strategies.Adaptive;

/// <summary>
/// Runs the strategy that its market's regime asks for: in a rising trend breakouts with crossed means, in a range mean reversion, in a quiet
/// market volatility breakouts; in a falling trend and in high volatility nothing is bought. All of them see every bar, so that each is
/// warm when its turn comes.
/// </summary>
/// <remarks>The strategies have their own defaults. Whose trade is open it does not know, so that it leaves by regime alone; the trade has the stop and target of its signal.</remarks>
internal sealed class AdaptiveStrategy : IStrategy
{
    private readonly RegimeClassifier _regime;
    private readonly SmaBreakoutStrategy _trend;
    private readonly MeanReversionStrategy _range;
    private readonly VolatilityBreakoutStrategy _quiet;
    private readonly bool _leaves;

    internal AdaptiveStrategy(Instrument instrument, ParameterValues values)
    {
        _regime = new RegimeClassifier(values.Whole("rank-bars"), values.Whole("hold-bars"));
        _leaves = values["exit-on-regime"] > 0;
        _trend = new SmaBreakoutStrategy(instrument, SmaBreakoutStrategy.Description.Standard);
        _range = new MeanReversionStrategy(instrument, MeanReversionStrategy.Description.Standard);
        _quiet = new VolatilityBreakoutStrategy(instrument, VolatilityBreakoutStrategy.Description.Standard);
        WarmUp = Math.Max(_regime.WarmUp, Math.Max(_trend.WarmUp, Math.Max(_range.WarmUp, _quiet.WarmUp)));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.adaptive",
        "Adaptive selector",
        "Classifies the market as rising, falling, ranging, wild or quiet, and runs the strategy mapped to it: breakouts when rising, mean reversion in a range, volatility breakouts when quiet, nothing when falling or wild. Leaves when the market turns falling or wild.",
        [
            StrategyParameter.Bars("rank-bars", 200, 20, 2000, "Bars of the recent past that volatility is compared with."),
            StrategyParameter.Bars("hold-bars", 3, 1, 100, "Bars in a row that another regime must show before it counts."),
            StrategyParameter.Bars("exit-on-regime", 1, 0, 1, "1: leaves when the market turns falling or wild; 0: leaves by stops and targets alone."),
        ])
    {
        Source = "Welles Wilder, 1978, for ADX above 25 as a trend. Hysteresis as in a Schmitt trigger: less keeps a regime than makes it, and another must show for some bars. The map from regimes to strategies is a choice of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _regime.Update(in values);
        _trend.Update(in bar, in values);
        _range.Update(in bar, in values);
        _quiet.Update(in bar, in values);
    }

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Chosen?.Entry(in bar, closeTime) is { } signal ? Explain(signal) : null;

    public string? Exit(in Bar bar) => !_leaves
        ? null
        : _regime.Present switch
        {
            Regime.TrendDown => "the market turned to a falling trend",
            Regime.HighVolatility => "the market turned wild",
            _ => null,
        };

    private IStrategy? Chosen => _regime.Present switch
    {
        Regime.TrendUp => _trend,
        Regime.Range => _range,
        Regime.Quiet => _quiet,
        _ => null,
    };

    private Signal Explain(Signal signal) => signal with
    {
        Strategy = Id,
        Reasons =
        [
            string.Create(CultureInfo.InvariantCulture, $"The regime is {RegimeWords.Of(_regime.Present)} since {_regime.Age} bars (ADX {_regime.Trend:0.0}, volatility above {_regime.VolatilityRank:P0} of its past): {signal.Strategy} decides."),
            .. signal.Reasons,
        ],
        Features =
        [
            new Feature("regime", (int)_regime.Present),
            new Feature("regime-age", _regime.Age),
            new Feature("regime-adx", _regime.Trend),
            new Feature("volatility-rank", _regime.VolatilityRank),
            .. signal.Features,
        ],
    };
}
