using InvestBot.Backtest.Tests;
using InvestBot.Domain.Identity;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Runs;

public sealed class AllocationTests
{
    [Fact]
    public void Bars_OnWhichNothingHappens_AllocateNothing()
    {
        var bot = PresetCatalog.ForStrategy("strategy.mean-reversion", new InstanceId("alpha"), Market.Coins.Description);
        // No value of twenty is more than 19 ÷ √20 = 4.25 standard deviations from their mean: nothing is ever bought.
        var request = new BacktestRequest(bot with { Parameters = bot.Parameters.SetItem("band-deviations", "6") }, Market.Coins.Tapes, Market.At("2024-02-01T00:00:00Z"));
        var (some, more) = (request with { To = Market.At("2024-02-15T00:00:00Z") }, request with { To = Market.At("2024-03-28T00:00:00Z") });
        var bars = Run(more).Bars - Run(some).Bars;

        // A collection that another test causes counts what was left of the thread's share of the heap: the least of some runs is the code's own.
        var bytes = Enumerable.Range(0, 3).Min(_ => Run(more).Bytes) - Enumerable.Range(0, 3).Min(_ => Run(some).Bytes);

        // A point of equity for each day is all that is kept.
        bars.ShouldBeGreaterThan(100_000);
        (bytes / (double)bars).ShouldBeLessThan(0.5);
    }

    private static (long Bars, long Bytes) Run(BacktestRequest request)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Backtester.Run(request, TestContext.Current.CancellationToken);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        result.Counts.Signals.ShouldBe(0);
        return (result.Counts.Bars, bytes);
    }
}
