using System.Collections.Concurrent;
using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Markets;

namespace InvestBot.Backtest.Search;

public sealed class SearchRunTests
{
    private static SearchRequest Request(int workers, params SearchRange[] ranges) => new(
        Market.Coins.Week("growth-social-memecoin") with { To = Market.At("2024-05-16T00:00:00Z") }, [.. ranges], Objective.Return, TradingCalendar.AlwaysOpen, 20, workers);

    [Fact]
    public void Run_WithOneOrManyWorkers_GivesTheSame()
    {
        SearchRange[] ranges = [new("exits.stop", 1, 10, null, "%"), new("risk.openPositions", 1, 8, 1)];
        string[] Run(int workers) => [.. SearchRun.Run(Request(workers, ranges), new TreeParzenSearcher(ranges, 5), cancellationToken: TestContext.Current.CancellationToken).Select(Text)];

        Run(1).ShouldBe(Run(4));
    }

    [Fact]
    public void Run_OfAGrid_IsWhatSingleRunsGive()
    {
        SearchRange[] ranges = [new("exits.stop", 2, 8, 3, "%")];
        var done = new Heard();
        var trials = SearchRun.Run(Request(2, ranges), new GridSearcher(ranges), done, TestContext.Current.CancellationToken);

        trials.Select(trial => trial.Settings["exits.stop"]).ShouldBe(["2%", "5%", "8%"]);
        done.Trials.Count.ShouldBe(3);
        var request = Request(1, ranges).Request;
        var single = Backtester.Run(request with { Configuration = Trial.Apply(request.Configuration, [KeyValuePair.Create("exits.stop", "5%")]).Configuration! }, TestContext.Current.CancellationToken);
        trials[1].Score.ShouldBe(Objectives.Score(Objective.Return, single, TradingCalendar.AlwaysOpen));
        trials[1].Trades.ShouldBe(single.Trades.Length);
        SearchRun.Best(trials)!.Score.ShouldBe(trials.Max(trial => trial.Score));
    }

    [Fact]
    public void Run_WithSettingsThatCannotBe_SaysSoAndGoesOn()
    {
        SearchRange[] ranges = [new("exits.stop", 50, 150, 50, "%")];
        var trials = SearchRun.Run(Request(1, ranges), new GridSearcher(ranges), cancellationToken: TestContext.Current.CancellationToken);

        trials.Select(trial => trial.Refused is null).ShouldBe([true, false, false]);
        SearchRun.Best(trials)!.Number.ShouldBe(1);
    }

    [Fact]
    public void Run_Canceled_Throws()
    {
        SearchRange[] ranges = [new("exits.stop", 1, 10, null, "%")];
        Should.Throw<OperationCanceledException>(() => SearchRun.Run(Request(1, ranges), new RandomSearcher(ranges, 1), cancellationToken: new CancellationToken(canceled: true)));
    }

    private static string Text(Trial trial) => string.Create(CultureInfo.InvariantCulture, $"{trial.Number} {string.Join(' ', trial.Settings)} {trial.Score:R} {trial.Trades}");

    private sealed class Heard : IProgress<Trial>
    {
        internal ConcurrentBag<Trial> Trials { get; } = [];

        public void Report(Trial value) => Trials.Add(value);
    }
}
