using System.Collections.Immutable;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Search;
using InvestBot.Backtest.Tapes;
using InvestBot.Backtest.WalkForward;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Catalog;

namespace InvestBot.Cli.Evidence;

/// <summary>What one preset came to on one recording: as it is, and with one thing changed at a time.</summary>
/// <param name="Preset">Its id.</param>
/// <param name="Whole">The preset as it is, over the whole recording.</param>
/// <param name="Equity">Figures of that.</param>
/// <param name="Free">Return without commission, spread, slippage and latency.</param>
/// <param name="Unfiltered">Return with the relative-strength filter the other way; <c>null</c> where there is no benchmark.</param>
/// <param name="Unhalted">Return without the breakers.</param>
/// <param name="Walk">Parameters chosen on one stretch and tried on the next.</param>
internal sealed record EvidenceRow(string Preset, BacktestResult Whole, EquityStatistics Equity, double Free, double? Unfiltered, double Unhalted, WalkForwardResult Walk)
{
    /// <summary>The parameters that a walk forward chooses among: each from half to one and a half times its default.</summary>
    public static EvidenceRow Of(BotConfiguration bot, Recording recording, ImmutableArray<BarTape> tapes, EvidenceEffort effort, CancellationToken token)
    {
        var calendar = recording.Description.Calendar;
        var request = new BacktestRequest(bot, tapes) { Readings = recording.Readings };
        var whole = Backtester.Run(request, token);
        double Return(BotConfiguration changed) => EquityOf(Backtester.Run(request with { Configuration = changed }, token)).Return;
        EquityStatistics EquityOf(BacktestResult result) => EquityStatistics.Of(result.Equity, bot.Capital.Amount, calendar);

        ImmutableArray<SearchRange> ranges = [.. StrategyCatalog.Find(bot.Strategy)!.Parameters.Select(Searches.SearchOptions.Around)];
        var folds = WalkForwardPlan.Of(recording.First, recording.End, effort.Folds, 2, anchored: false);
        var walk = WalkForwardRun.Run(
            new SearchRequest(request, ranges, Objective.Sharpe, calendar, effort.Trials, effort.Workers), folds, fold => new TreeParzenSearcher(ranges, fold + 1), cancellationToken: token);
        return new EvidenceRow(
            bot.Preset, whole, EquityOf(whole),
            Return(bot with { Paper = bot.Paper with { Commission = Ratio.Zero, Spread = Ratio.Zero, Slippage = Ratio.Zero, Latency = TimeSpan.Zero } }),
            bot.Benchmark is null ? null : Return(bot with { Filters = bot.Filters with { RelativeStrength = !bot.Filters.RelativeStrength } }),
            Return(bot with { Risk = Open(bot.Risk) }),
            walk);
    }

    private static RiskSettings Open(RiskSettings risk) => risk with { DailyLoss = Ratio.One, Drawdown = Ratio.One, ConsecutiveLosses = 10_000 };
}

/// <summary>How much a walk forward tries.</summary>
/// <param name="Folds">Stretches.</param>
/// <param name="Trials">Points for each.</param>
/// <param name="Workers">Runs at a time.</param>
internal sealed record EvidenceEffort(int Folds, int Trials, int Workers);
