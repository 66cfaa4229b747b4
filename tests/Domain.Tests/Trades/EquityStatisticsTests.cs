using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;

namespace InvestBot.Domain.Tests.Trades;

public sealed class EquityStatisticsTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static EquityPoint[] Days(params decimal[] equities) => [.. equities.Select((equity, day) => new EquityPoint(Start.AddDays(day), equity, equity))];

    [Fact]
    public void Ratios_OfDailyReturns_FollowTheNamedConventions()
    {
        // Returns 10 %, -10 %, 20 %: mean 0.0666667, sample deviation 0.1527525, downside √(0.01 / 3) = 0.0577350.
        var figures = EquityStatistics.Of(Days(110m, 99m, 118.8m), 100m, TradingCalendar.AlwaysOpen);

        figures.Days.ShouldBe(3);
        figures.Sharpe!.Value.ShouldBe(0.0666667 / 0.1527525 * Math.Sqrt(365), 1e-4);
        figures.Sortino!.Value.ShouldBe(0.0666667 / 0.0577350 * Math.Sqrt(365), 1e-4);
        figures.Return.ShouldBe(0.188, 1e-12);
    }

    [Fact]
    public void Sharpe_AtTheNyse_Has252DaysAYear() =>
        (EquityStatistics.Of(Days(110m, 99m, 118.8m), 100m, TradingCalendar.AlwaysOpen).Sharpe!.Value
            / EquityStatistics.Of(Days(110m, 99m, 118.8m), 100m, TradingCalendar.Nyse).Sharpe!.Value).ShouldBe(Math.Sqrt(365.0 / 252.0), 1e-12);

    [Fact]
    public void Drawdown_WithinADay_Counts()
    {
        EquityPoint[] points = [new(Start, 120m, 0m), new(Start.AddMinutes(1), 90m, 0m), new(Start.AddMinutes(2), 121m, 0m)];

        var figures = EquityStatistics.Of(points, 100m, TradingCalendar.AlwaysOpen);

        figures.Days.ShouldBe(1);
        figures.MaxDrawdown.ShouldBe(0.25, 1e-12);
        figures.MaxDrawdownAmount.ShouldBe(30m);
        figures.Sharpe.ShouldBeNull();
    }

    [Fact]
    public void Calmar_FromThirtyDaysOn_IsAnnualReturnByDrawdown()
    {
        // One percent a day, then a fall of a tenth, over thirty days.
        decimal[] equities = [.. Enumerable.Range(1, 29).Select(day => 100m + day), 116.1m];

        var figures = EquityStatistics.Of(Days(equities), 100m, TradingCalendar.Nyse);

        figures.AnnualReturn!.Value.ShouldBe(Math.Pow(1.161, 252.0 / 30) - 1, 1e-9);
        figures.Calmar!.Value.ShouldBe(figures.AnnualReturn!.Value / 0.1, 1e-9);
        figures.Volatility.ShouldNotBeNull();
        EquityStatistics.Of(Days(equities[..29]), 100m, TradingCalendar.Nyse).Calmar.ShouldBeNull();
    }

    [Fact]
    public void Ratios_OfNothing_AreNone()
    {
        var figures = EquityStatistics.Of([], 100m, TradingCalendar.AlwaysOpen);

        (figures.Sharpe, figures.Sortino, figures.MaxDrawdown, figures.Return).ShouldBe((null, null, 0.0, 0.0));
    }

    [Fact]
    public void Ratios_OfAFlatCurve_AreNone() => EquityStatistics.Of(Days(100m, 100m, 100m), 100m, TradingCalendar.AlwaysOpen).Sharpe.ShouldBeNull();
}
