using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Trades;

public sealed class TradeStatisticsTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static ClosedTrade Trade(decimal net, string symbol = "SPY", int minutes = 10) => new(
        new TradeId("t"), new InstrumentId("alpaca", symbol), new Quantity(1), new Price(100), new Price(100 + Math.Max(-99, net)), Usd(100), Usd(1), Usd(0.5m), Usd(net),
        Start, Start.AddMinutes(minutes), "in", "out", Ratio.Zero, Ratio.Zero);

    private static Money Usd(decimal amount) => new(amount, Currency.Usd);

    private static TradeStatistics Of(params decimal[] results) => results.Aggregate(TradeStatistics.None(Currency.Usd), (sum, net) => sum.Add(Trade(net)));

    [Fact]
    public void Total_OfWinsAndLosses_CountsAfterCosts()
    {
        var total = Of(10m, -5m, 20m, -5m, 0m).Total;

        (total.Trades, total.Wins, total.Losses).ShouldBe((5, 2, 2));
        total.WinRate.ShouldBe(new Ratio(0.4m));
        total.Net.ShouldBe(Usd(20m));
        total.Gross.ShouldBe(Usd(27.5m));
        total.AverageWin.ShouldBe(Usd(15m));
        total.AverageLoss.ShouldBe(Usd(5m));
        total.AverageWinReturn.ShouldBe(Ratio.Percent(15));
        total.AverageLossReturn.ShouldBe(Ratio.Percent(-5));
        total.ProfitFactor.ShouldBe(3m);
        total.Expectancy.ShouldBe(Usd(4m));
        total.LargestWin.ShouldBe(Usd(20m));
        total.LargestLoss.ShouldBe(Usd(5m));
        total.AverageHolding.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Total_OfWinsAndLosses_HasPayoffAndQuality()
    {
        // Profits 10, -5, 20, -5, 0: mean 4, sample deviation √(470 / 4).
        var total = Of(10m, -5m, 20m, -5m, 0m).Total;

        total.Payoff.ShouldBe(3m);
        total.SystemQuality!.Value.ShouldBe(Math.Sqrt(5) * 4 / Math.Sqrt(470.0 / 4), 1e-12);
        Of(1m).Total.SystemQuality.ShouldBeNull();
        Of(1m, 1m).Total.SystemQuality.ShouldBeNull();
        Of(1m, 1m).Total.Payoff.ShouldBeNull();
    }

    [Fact]
    public void Total_OfExcursionsAndHoldings_HasMeansAndTheLongest()
    {
        var total = TradeStatistics.None(Currency.Usd)
            .Add(Trade(1m, minutes: 10) with { AdverseExcursion = Ratio.Percent(-1), FavorableExcursion = Ratio.Percent(4) })
            .Add(Trade(1m, minutes: 30) with { AdverseExcursion = Ratio.Percent(-3), FavorableExcursion = Ratio.Percent(2) }).Total;

        (total.AverageAdverse, total.AverageFavorable, total.LongestHolding).ShouldBe((Ratio.Percent(-2), Ratio.Percent(3), TimeSpan.FromMinutes(30)));
        Of().Total.AverageAdverse.ShouldBeNull();
    }

    [Fact]
    public void Streaks_OfASeries_AreTheLongest()
    {
        var total = Of(1m, 1m, 1m, -1m, -1m, 1m, 0m, -1m).Total;

        (total.LongestWinStreak, total.LongestLossStreak, total.Streak).ShouldBe((3, 2, -1));
    }

    [Fact]
    public void Total_OfNothing_HasNoMeans()
    {
        var total = Of().Total;

        (total.WinRate, total.AverageWin, total.AverageLoss, total.ProfitFactor, total.Expectancy, total.AverageHolding).ShouldBe((null, null, null, null, null, null));
        total.Net.ShouldBe(Usd(0m));
    }

    [Fact]
    public void ByInstrument_OfTwo_SumsToTheTotal()
    {
        var statistics = TradeStatistics.None(Currency.Usd).Add(Trade(3m, "SPY")).Add(Trade(-1m, "QQQ")).Add(Trade(2m, "SPY"));

        statistics.Of(new InstrumentId("alpaca", "SPY")).Net.ShouldBe(Usd(5m));
        statistics.ByInstrument.Values.Sum(figures => figures.Net.Amount).ShouldBe(statistics.Total.Net.Amount);
        statistics.Of(new InstrumentId("alpaca", "IWM")).Trades.ShouldBe(0);
    }

    [Fact]
    public void ProfitFactor_NextToNothingLost_IsNoNumber() => Of(1_000_000m, -1e-25m).Total.ProfitFactor.ShouldBeNull();
}
