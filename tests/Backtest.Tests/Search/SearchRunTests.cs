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
    public void Run_Ended_GivesWhatWasDoneByThen()
    {
        SearchRange[] ranges = [new("exits.stop", 1, 10, null, "%")];
        using var end = new CancellationTokenSource();
        var done = new Heard { EndAfter = (3, end) };

        var trials = SearchRun.Run(Request(2, ranges) with { Trials = 1_000_000 }, new TreeParzenSearcher(ranges, 1), done, end.Token);

        trials.Length.ShouldBeInRange(3, 4);
        trials.Select(trial => trial.Number).ShouldBeInOrder();
        trials.ShouldAllBe(trial => done.Trials.Contains(trial));
    }

    [Fact]
    public void Run_WhenASearcherFails_EndsAllWorkersWithItsFault()
    {
        SearchRange[] ranges = [new("exits.stop", 1, 10, null, "%")];

        var fault = Should.Throw<AggregateException>(() => SearchRun.Run(Request(2, ranges) with { Trials = 1_000 }, new Faulty(), cancellationToken: TestContext.Current.CancellationToken));

        fault.Flatten().InnerExceptions.ShouldAllBe(inner => inner is InvalidOperationException);
    }

    // What a searcher has heard when it is asked is the same for any number of workers: all but the last sixteen.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_HearsOutcomesInOrderAndLate(int workers)
    {
        SearchRange[] ranges = [new("exits.stop", 1, 10, null, "%")];
        var searcher = new Noting();

        SearchRun.Run(Request(workers, ranges), searcher, cancellationToken: TestContext.Current.CancellationToken);

        searcher.HeardAtAsk.ShouldBe([.. Enumerable.Range(0, 20).Select(ask => Math.Max(0, ask - SearchRun.Lag + 1))]);
    }

    private static string Text(Trial trial) => string.Create(CultureInfo.InvariantCulture, $"{trial.Number} {string.Join(' ', trial.Settings)} {trial.Score:R} {trial.Trades}");

    private sealed class Heard : IProgress<Trial>
    {
        internal ConcurrentBag<Trial> Trials { get; } = [];

        internal (int Trials, CancellationTokenSource Source)? EndAfter { get; init; }

        public void Report(Trial value)
        {
            Trials.Add(value);
            if (EndAfter is var (trials, source) && Trials.Count >= trials) source.Cancel();
        }
    }

    private sealed class Noting : ISearcher
    {
        private int _heard;

        internal List<int> HeardAtAsk { get; } = [];

        public double[]? Ask()
        {
            HeardAtAsk.Add(_heard);
            return [1.0 + (HeardAtAsk.Count / 10.0)];
        }

        public void Tell(double[] point, double score)
        {
            _heard++;
            point.ShouldBe([1.0 + (_heard / 10.0)]);
        }
    }

    private sealed class Faulty : ISearcher
    {
        private int _asked;

        public double[]? Ask() => ++_asked > 3 ? throw new InvalidOperationException("broken") : [2.0];

        public void Tell(double[] point, double score) { }
    }
}
