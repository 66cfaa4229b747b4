using System.Collections.Immutable;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Search;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.WalkForward;

/// <summary>Chooses settings in each fold's first part and tries the choice, unseen, in its second. Only what the second parts came to counts.</summary>
/// <remarks>Source: Pardo, The Evaluation and Optimization of Trading Strategies, 2nd edition, 2008, chapter 11.</remarks>
public static class WalkForwardRun
{
    /// <summary>Runs it.</summary>
    /// <param name="search">What is searched in every fold; times of its request are replaced by the fold's.</param>
    /// <param name="folds">The folds, ascending.</param>
    /// <param name="searcher">A fresh searcher for a fold, by its number from 0.</param>
    /// <param name="done">Told of every trial that is done, from any thread.</param>
    /// <param name="cancellationToken">Ends it early: with the folds that were done by then.</param>
    public static WalkForwardResult Run(
        SearchRequest search, ImmutableArray<WalkForwardFold> folds, Func<int, ISearcher> searcher, IProgress<Trial>? done = null, CancellationToken cancellationToken = default)
    {
        var results = ImmutableArray.CreateBuilder<FoldResult>();
        for (var i = 0; i < folds.Length; i++)
        {
            var fold = folds[i];
            var train = search with { Request = search.Request with { From = fold.TrainFrom, To = fold.TestFrom } };
            var trials = SearchRun.Run(train, searcher(i), done, cancellationToken);
            if (cancellationToken.IsCancellationRequested) break;
            if (SearchRun.Best(trials) is not { } best || Trial.Apply(search.Request.Configuration, best.Settings).Configuration is not { } bot) continue;
            // A single run is short: the fold is finished rather than lost.
            var test = Backtester.Run(search.Request with { Configuration = bot, From = fold.TestFrom, To = fold.TestTo }, CancellationToken.None);
            results.Add(new FoldResult(fold, best, test, EquityStatistics.Of(test.Equity, bot.Capital.Amount, search.Calendar)));
        }
        return new WalkForwardResult(results.ToImmutable());
    }
}

/// <summary>What a fold came to.</summary>
/// <param name="Fold">When.</param>
/// <param name="Chosen">The best trial of the first part.</param>
/// <param name="Test">The run of the second part; it begins with the capital, flat.</param>
/// <param name="Equity">Figures of the second part.</param>
public sealed record FoldResult(WalkForwardFold Fold, Trial Chosen, BacktestResult Test, EquityStatistics Equity);

/// <summary>What a walk forward came to.</summary>
/// <param name="Folds">Those in which a choice could be made.</param>
public sealed record WalkForwardResult(ImmutableArray<FoldResult> Folds)
{
    /// <summary>Return over all tests, one after the other, each with what the one before left: a fraction.</summary>
    public double OutOfSample => Folds.Aggregate(1.0, (sum, fold) => sum * (1.0 + fold.Equity.Return)) - 1.0;

    /// <summary>Trades of all tests.</summary>
    public IEnumerable<ClosedTrade> Trades => Folds.SelectMany(fold => fold.Test.Trades);

    /// <summary>Mean return a day of the choices: a fraction, in sample.</summary>
    public double ChosenADay => Folds.Sum(fold => fold.Chosen.Return) / Folds.Sum(fold => (fold.Fold.TestFrom - fold.Fold.TrainFrom).TotalDays);

    /// <summary>Mean return a day of the tests: a fraction, out of sample.</summary>
    public double UnseenADay => Folds.Sum(fold => fold.Equity.Return) / Folds.Sum(fold => (fold.Fold.TestTo - fold.Fold.TestFrom).TotalDays);

    /// <summary>Mean return a day of the tests ÷ that of the choices; <c>null</c> where the choices gained nothing.</summary>
    public double? Efficiency => ChosenADay > 0 ? UnseenADay / ChosenADay : null;
}
