using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Risk;

public sealed class RealizedEdgeTests
{
    private static RealizedEdge Edge(int wins, int losses, decimal win, decimal loss) => new(wins, losses, new Ratio(wins * win), new Ratio(losses * loss));

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(60, 40, 0.02, 0.02, 0.2)]
    [InlineData(40, 60, 0.04, 0.02, 0.1)]
    [InlineData(50, 50, 0.02, 0.02, 0)]
    [InlineData(10, 90, 0.02, 0.02, 0)]
    [InlineData(30, 0, 0.02, 0, 1)]
    [InlineData(0, 30, 0, 0.02, 0)]
    public void Kelly_WinRateAndPayoff_FollowsTheFormula(int wins, int losses, double win, double loss, double expected) =>
        Edge(wins, losses, Ratio.FromEstimate(win).Value, Ratio.FromEstimate(loss).Value).Kelly().Value.ShouldBe(Ratio.FromEstimate(expected).Value, 1e-20m);

    [Fact]
    public void Kelly_AHugeLossBesideATinyWin_DoesNotOverflow() => Edge(1, 1, 1e-28m, 1e9m).Kelly().ShouldBe(Ratio.Zero);

    [Fact]
    public void Add_Trades_CountsThemAfterCosts()
    {
        var desk = new RiskDesk();
        desk.Trade("a", 104m);
        desk.Trade("b", 98m);
        desk.Trade("c", 100m);
        desk.State.Edge.ShouldBe(new RealizedEdge(1, 1, Ratio.Percent(4), Ratio.Percent(2)));
    }

    [Theory]
    [InlineData(29, 0, 10)]
    [InlineData(18, 12, 20)]
    [InlineData(30, 0, 20)]
    [InlineData(17, 13, 13.33)]
    public void Judge_FractionalKelly_RisksTheCappedFraction(int wins, int losses, double units)
    {
        // 10,000 dollars, stop one dollar away. Below 30 trades 0.1 % is risked; then a tenth of Kelly, at most 0.2 %.
        var desk = new RiskDesk(RiskDesk.Loose with { Sizing = SizingMethod.FractionalKelly, RiskPerTrade = Ratio.Percent(0.1m), KellyFraction = Ratio.Percent(1), KellyCap = Ratio.Percent(0.2m) });
        Play(desk, wins, losses);
        ((double)desk.Judge(desk.Proposal(instrument: RiskDesk.Stock("SPY", lot: 0.01m))).Quantity.Value).ShouldBe(units, 0.011);
    }

    [Fact]
    public void Judge_FractionalKellyWithoutAnEdge_RejectsAndSaysWhy()
    {
        var desk = new RiskDesk(RiskDesk.Loose with { Sizing = SizingMethod.FractionalKelly });
        Play(desk, 10, 20);
        var verdict = desk.Judge(desk.Proposal());
        (verdict.Kind, verdict.Findings.ShouldHaveSingleItem().Rule, verdict.Inputs.Edge.Count()).ShouldBe((VerdictKind.Rejected, "kelly-edge", 30L));
        desk.Judge(desk.Proposal(wanted: 5m)).Quantity.Value.ShouldBe(5m);
    }

    [Fact]
    public void Judge_LossPerTrade_ClipsToWhatTheStopMayCost()
    {
        // 1 % of 10,000 dollars, one dollar to the stop and a round trip of one dollar.
        var desk = new RiskDesk(RiskDesk.Loose with { Sizing = SizingMethod.FixedNotional, FixedNotional = 8_000m, LossPerTrade = Ratio.Percent(1) });
        var verdict = desk.Judge(desk.Proposal(costs: 0.01m));
        (verdict.Kind, verdict.Quantity.Value, verdict.Findings[^1].Rule).ShouldBe((VerdictKind.Reduced, 50m, "loss-per-trade"));
    }

    // Wins and losses of 2 %, each of one unit, so that equity hardly moves; the loss makes no drawdown.
    private static void Play(RiskDesk desk, int wins, int losses)
    {
        for (var i = 0; i < losses; i++) desk.Trade($"l{i}", 98m, quantity: 0.001m);
        for (var i = 0; i < wins; i++) desk.Trade($"w{i}", 102m, quantity: 0.001m);
    }
}
