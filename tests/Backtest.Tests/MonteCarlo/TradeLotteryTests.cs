namespace InvestBot.Backtest.MonteCarlo;

public sealed class TradeLotteryTests
{
    private static readonly double[] Profits = [50, -20, 30, -40, 10, 60, -25, 5, -10, 20];

    [Fact]
    public void Draw_Twice_GivesTheSame() => TradeLottery.Draw(Profits, 1000, 500, 3).ShouldBe(TradeLottery.Draw(Profits, 1000, 500, 3));

    [Fact]
    public void Draw_OfEqualGains_NeverFallsAndAlwaysEndsTheSame()
    {
        var result = TradeLottery.Draw([10, 10, 10], 100, 50, 1);

        (result.Drawdown, result.Drawdowns.P95, result.LossShare).ShouldBe((0.0, 0.0, 0.0));
        result.Returns.P05.ShouldBe(0.3, 1e-12);
        result.Returns.P95.ShouldBe(0.3, 1e-12);
    }

    [Fact]
    public void Draw_InTheirOwnOrder_FallsAsTheRunDid()
    {
        // Highs 1050, 1060, 1090; the largest fall is 40 of 1060.
        TradeLottery.Draw(Profits, 1000, 1, 1).Drawdown.ShouldBe(40.0 / 1060.0, 1e-12);
    }

    [Fact]
    public void Draw_ManyTimes_HasItsMiddleNearTheRunsReturn()
    {
        var result = TradeLottery.Draw(Profits, 1000, 4000, 1);

        result.Returns.P50.ShouldBe(0.08, 0.02);
        result.Returns.P05.ShouldBeLessThan(result.Returns.P25);
        result.LossShare.ShouldBeInRange(0.1, 0.4);
    }

    [Fact]
    public void Draw_OfNoTrades_IsNothing() => TradeLottery.Draw([], 1000, 10, 1).Returns.P50.ShouldBe(0.0);
}
