using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Cmf;
using InvestBot.Indicators.Obv;
using InvestBot.Indicators.Volumes;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.SmartMoney;

/// <summary>
/// Buys where large buyers leave footprints: a bar trades below a swing low, where stops lie, and closes above it again
/// (sweep and reclaim), while volume tells of buying: on-balance volume or money flow is higher than at the swing low although the
/// price went lower (divergence), or a bar took much volume without falling (absorption).
/// </summary>
/// <remarks>
/// Sources: Wyckoff's law of effort and result and his "spring" (Hank Pruden, The Three Skills of Top Trading, 2007, chapter 4);
/// divergences of Granville's and Chaikin's measures. Confidence rises with the number of footprints, with how much of the bar's range
/// lies below its close, and with the excess of volume.
/// </remarks>
internal sealed class SmartMoneyStrategy : IStrategy
{
    private readonly Instrument _instrument;
    private readonly OnBalanceVolume _balance = new();
    private readonly ChaikinMoneyFlow _flow;
    private readonly VolumeAverage _volume;
    private readonly AverageTrueRange _range;
    private readonly SwingLows _lows;
    private readonly int _ageMost;
    private readonly double _absorptionVolume;
    private readonly double _absorptionBody;
    private readonly int _absorptionBars;
    private readonly int _footprintsLeast;
    private readonly double _stopRanges;
    private readonly double _targetMultiple;
    private Ohlcv _bar;
    private int _sinceAbsorption = int.MaxValue;
    private SwingLow _swept;
    private bool _sweeps;
    private int _age;

    internal SmartMoneyStrategy(Instrument instrument, ParameterValues values)
    {
        _instrument = instrument;
        _flow = new ChaikinMoneyFlow(values.Whole("flow-bars"));
        _volume = new VolumeAverage(values.Whole("volume-bars"));
        _range = new AverageTrueRange(values.Whole("range-bars"));
        _lows = new SwingLows(values.Whole("swing-bars"));
        _ageMost = values.Whole("age-bars");
        _absorptionVolume = values["absorption-volume"];
        _absorptionBody = values["absorption-body"];
        _absorptionBars = values.Whole("absorption-bars");
        _footprintsLeast = values.Whole("footprints-least");
        _stopRanges = values["stop-ranges"];
        _targetMultiple = values["target-multiple"];
        WarmUp = Math.Max(Math.Max(_flow.WarmUp, _volume.WarmUp), Math.Max(_range.WarmUp * 5, (2 * values.Whole("swing-bars")) + 1));
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.smart-money",
        "Smart money",
        "Buys when a bar trades below a recent swing low and closes above it again, while volume shows accumulation: on-balance volume or Chaikin money flow diverges from the price, or a bar absorbed heavy selling. Stop below the swept low, target a multiple of the stop's distance.",
        [
            StrategyParameter.Bars("swing-bars", 3, 1, 50, "Bars on either side that must have higher lows than a swing low."),
            StrategyParameter.Bars("age-bars", 60, 2, 1000, "A swing low counts up to this many bars."),
            StrategyParameter.Bars("flow-bars", 20, 2, 500, "Bars of Chaikin money flow."),
            StrategyParameter.Bars("volume-bars", 20, 2, 500, "Bars of the average volume."),
            StrategyParameter.Number("absorption-volume", 2, 0.1, 50, "A bar absorbs when its volume is above this multiple of the average, and its body is small."),
            StrategyParameter.Number("absorption-body", 0.35, 0.01, 1, "The body of a bar that absorbs is at most this share of its range; it closes in the upper half."),
            StrategyParameter.Bars("absorption-bars", 5, 1, 100, "An absorption counts for this many bars, its own included."),
            StrategyParameter.Bars("footprints-least", 2, 0, 3, "So many of the three footprints (balance, flow, absorption) must be there."),
            StrategyParameter.Bars("range-bars", 14, 1, 200, "Bars of the average true range."),
            StrategyParameter.Number("stop-ranges", 0.5, 0.05, 20, "Protective stop below the bar's low, in average true ranges."),
            StrategyParameter.Number("target-multiple", 2, 0.2, 50, "Target above the entry, as a multiple of the stop's distance."),
        ])
    {
        Source = "Wyckoff's law of effort and result and his spring, as told by Hank Pruden, The Three Skills of Top Trading, 2007, chapter 4; swing lows after Bill Williams, Trading Chaos, 1995; divergences of the measures of Granville and Chaikin. The numbers are choices of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _bar = values;
        _balance.Update(in values);
        _flow.Update(in values);
        _volume.Update(in values);
        _range.Update(in values);
        var reach = values.High - values.Low;
        if (_volume.Ratio > _absorptionVolume && reach > 0 && Math.Abs(values.Close - values.Open) <= _absorptionBody * reach && values.Close - values.Low >= reach / 2.0) _sinceAbsorption = 0;
        else if (_sinceAbsorption < int.MaxValue) _sinceAbsorption++;
        // The swing low as it was known before this bar: that is where stops lay.
        _sweeps = values.Low < _lows.Last.Low && values.Close > _lows.Last.Low && _lows.Holds && _lows.Age < _ageMost;
        if (_sweeps) _swept = _lows.Last;
        _age = _lows.Age + 1;
        _lows.Update(in values, _balance.Value, _flow.Value);
    }

    public bool Wishes(in Bar bar) => _sweeps && _range.Value > 0 && Footprints(in _swept) >= _footprintsLeast;

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => Wishes(in bar) ? Enter(in bar, closeTime, _swept) : null;

    public string? Exit(in Bar bar) => null;

    private bool Absorbed => _sinceAbsorption < _absorptionBars;

    private bool BalanceDiverges(in SwingLow low) => _balance.Value > low.Balance;

    private bool FlowDiverges(in SwingLow low) => _flow.Value > low.Flow;

    private int Footprints(in SwingLow low) => (BalanceDiverges(in low) ? 1 : 0) + (FlowDiverges(in low) ? 1 : 0) + (Absorbed ? 1 : 0);

    private Signal Enter(in Bar bar, DateTimeOffset closeTime, SwingLow low)
    {
        var stop = _bar.Low - (_stopRanges * _range.Value);
        var place = (_bar.Close - _bar.Low) / (_bar.High - _bar.Low);
        return new Signal(
            _instrument.Id, closeTime, Side.Buy,
            Confidence.Of(Footprints(low) / 3.0, place, _volume.Ratio - 1.0),
            bar.Close,
            Levels.Stop(stop, _instrument),
            Levels.Target(_bar.Close + (_targetMultiple * (_bar.Close - stop)), _instrument),
            null,
            Id,
            [
                string.Create(CultureInfo.InvariantCulture, $"The low {bar.Low} swept the swing low {PriceWords.Of(low.Low)} and the close {bar.Close} is above it again."),
                BalanceDiverges(low) ? "On-balance volume is higher than at the swing low: buyers gained although the price fell." : "On-balance volume does not diverge.",
                string.Create(CultureInfo.InvariantCulture, $"Money flow is {_flow.Value:0.00}, at the swing low it was {low.Flow:0.00}{(FlowDiverges(low) ? ": it diverges" : "")}."),
                Absorbed
                    ? string.Create(CultureInfo.InvariantCulture, $"A bar at most {_absorptionBars - 1} bars before took more than {_absorptionVolume:0.#} times the average volume without falling.")
                    : "No bar absorbed heavy selling.",
            ],
            [
                new Feature("close", _bar.Close),
                new Feature("swing-low", low.Low),
                new Feature("swing-age", _age),
                new Feature("balance-diverges", BalanceDiverges(low) ? 1 : 0),
                new Feature("flow", double.IsFinite(_flow.Value) ? _flow.Value : 0),
                new Feature("flow-at-swing", double.IsFinite(low.Flow) ? low.Flow : 0),
                new Feature("absorption", Absorbed ? 1 : 0),
                new Feature("volume-ratio", double.IsFinite(_volume.Ratio) ? _volume.Ratio : 0),
                new Feature("close-place", place),
                new Feature("atr", _range.Value),
            ]);
    }
}
