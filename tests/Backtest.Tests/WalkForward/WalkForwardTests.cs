using InvestBot.Backtest.Search;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.WalkForward;

public sealed class WalkForwardTests
{
    private static readonly DateTimeOffset From = Market.At("2024-05-01T00:00:00Z");

    [Fact]
    public void Plan_Rolling_TestsFollowEachOtherUpToTheEnd()
    {
        var folds = WalkForwardPlan.Of(From, From.AddDays(5), 3, 2, anchored: false);

        folds.Select(fold => (fold.TrainFrom - From).TotalDays).ShouldBe([0, 1, 2]);
        folds.Select(fold => (fold.TestFrom - From).TotalDays).ShouldBe([2, 3, 4]);
        folds.Select(fold => (fold.TestTo - From).TotalDays).ShouldBe([3, 4, 5]);
    }

    [Fact]
    public void Plan_Anchored_BeginsEveryChoiceAtTheStart() =>
        WalkForwardPlan.Of(From, From.AddDays(5), 3, 2, anchored: true).ShouldAllBe(fold => fold.TrainFrom == From);

    [Fact]
    public void Plan_WithoutAMinuteForEachPart_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WalkForwardPlan.Of(From, From.AddMinutes(3), 3, 2, anchored: false));

    [Fact]
    public void Run_OfTwoFolds_TradesOnlyUnseenTimeAndChainsTheirReturns()
    {
        SearchRange[] ranges = [new("exits.stop", 3, 9, 3, "%")];
        var week = Market.Coins.Week("growth-social-memecoin");
        var folds = WalkForwardPlan.Of(week.From!.Value, week.From.Value.AddDays(3), 2, 1, anchored: false);
        var result = WalkForwardRun.Run(
            new SearchRequest(week, [.. ranges], Objective.Return, TradingCalendar.AlwaysOpen, 3, 2), folds, _ => new GridSearcher(ranges), cancellationToken: TestContext.Current.CancellationToken);

        result.Folds.Length.ShouldBe(2);
        foreach (var fold in result.Folds)
        {
            fold.Test.Trades.ShouldNotBeEmpty();
            fold.Test.Fills.ShouldAllBe(fill => fill.At >= fold.Fold.TestFrom && fill.At <= fold.Fold.TestTo);
            fold.Test.Configuration.Exits.Stop!.Value.ToString().ShouldBe(Trial.Apply(week.Configuration, fold.Chosen.Settings).Configuration!.Exits.Stop!.Value.ToString());
        }
        var (first, second) = (ReturnOf(result.Folds[0]), ReturnOf(result.Folds[1]));
        result.OutOfSample.ShouldBe(((1 + first) * (1 + second)) - 1, 1e-12);
    }

    private static double ReturnOf(FoldResult fold) => EquityStatistics.Of(fold.Test.Equity, fold.Test.Configuration.Capital.Amount, TradingCalendar.AlwaysOpen).Return;
}
