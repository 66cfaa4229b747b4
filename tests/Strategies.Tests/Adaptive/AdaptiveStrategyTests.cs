using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Regimes;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Adaptive;

public sealed class AdaptiveStrategyTests
{
    private const string Id = "strategy.adaptive";

    private static List<Signal> Signals(string id, int seed)
    {
        var desk = Series.Desk(id);
        return [.. Series.Walk(seed, 6000).Select(bar => desk.OnBar(in bar, holds: false).Signal).OfType<Signal>()];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Signals_OfAWalk_AreThoseOfTheStrategyMappedToTheRegime(int seed)
    {
        string[] mapped = ["strategy.sma-breakout", "strategy.mean-reversion", "strategy.volatility-breakout"];
        var own = mapped.ToDictionary(id => id, id => Signals(id, seed).ToDictionary(signal => signal.At));

        foreach (var signal in Signals(Id, seed))
        {
            var regime = (Regime)signal.Features.Single(feature => feature.Name == "regime").Value;
            var chosen = regime switch { Regime.TrendUp => mapped[0], Regime.Range => mapped[1], Regime.Quiet => mapped[2], _ => "" };
            var inner = own[chosen][signal.At];
            (signal.Stop, signal.Target, signal.Confidence).ShouldBe((inner.Stop, inner.Target, inner.Confidence));
            signal.Reasons[0].ShouldContain($"The regime is {RegimeWords.Of(regime)}");
            signal.Reasons.Skip(1).ShouldBe(inner.Reasons);
        }
    }

    [Theory]
    [InlineData("1", "the market turned to a falling trend")]
    [InlineData("0", null)]
    public void Exit_InAFallingTrend_FollowsItsParameter(string exit, string? reason)
    {
        var series = new Series().To(100m);
        for (var i = 0; i < 300; i++) series.To(100m + ((i % 2 == 0 ? 0.3m : -0.3m) * (1m + (i % 7 * 0.3m))));

        series.Steps(-0.4m, 60).ExitOf(Id, ("exit-on-regime", exit)).ShouldBe(reason);
    }
}
