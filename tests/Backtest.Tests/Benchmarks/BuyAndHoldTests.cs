using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.Benchmarks;

public sealed class BuyAndHoldTests
{
    [Fact]
    public void Of_ARun_IsTheBenchmarkFromItsFirstOpenToItsLastClose()
    {
        var request = Market.Coins.Week("growth-social-memecoin");
        var result = Backtester.Run(request, TestContext.Current.CancellationToken);
        var held = BuyAndHold.Of(result, request.Tapes, TradingCalendar.AlwaysOpen).ShouldNotBeNull();

        var bars = request.Tapes.Single(tape => tape.Instrument.Id == request.Configuration.Benchmark).Bars.ToArray().Where(bar => bar.OpenTime >= request.From && bar.OpenTime < request.To).ToList();
        held.Equity.Return.ShouldBe((double)(bars[^1].Close.Value / bars[0].Open.Value) - 1.0, 1e-12);
        held.Excess.ShouldBe((double)(result.Equity[^1].Equity / result.Configuration.Capital.Amount) - 1.0 - held.Equity.Return, 1e-12);
        held.Beside.Count.ShouldBe(EquityStatistics.Daily(result.Equity, result.Configuration.Capital.Amount).Length);
        held.Beside.Correlation.ShouldNotBeNull().ShouldBeInRange(-1, 1);
        var (high, fall) = (bars[0].Open.Value, 0m);
        foreach (var bar in bars) (high, fall) = (Math.Max(high, bar.Close.Value), Math.Max(fall, 1m - (bar.Close.Value / Math.Max(high, bar.Close.Value))));
        held.Equity.MaxDrawdown.ShouldBe((double)fall, 1e-12);
    }

    [Fact]
    public void Of_ARunWithoutABenchmark_IsNone()
    {
        var request = Market.Shares.Week("volatility-breakout");
        request = request with { Configuration = request.Configuration with { Benchmark = null, Filters = request.Configuration.Filters with { RelativeStrength = false } } };

        BuyAndHold.Of(Backtester.Run(request, TestContext.Current.CancellationToken), request.Tapes, TradingCalendar.Nyse).ShouldBeNull();
    }
}
