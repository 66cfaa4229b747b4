using InvestBot.Api.Fleet;
using InvestBot.Api.Hub;
using InvestBot.Api.Json;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Risk;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Api.Instances;

/// <summary>Puts an instance's views together.</summary>
internal sealed class InstanceReader(IGrainFactory grains, JournalHeads heads, IMarketDirectory markets, TimeProvider time, ILogger<InstanceReader> logger)
{
    private const int Places = 8;
    private const decimal FinestTick = 0.00000001m;

    internal async Task<InstanceSummary> SummaryAsync(InstanceId id, CancellationToken cancellationToken) =>
        (await ReadAsync(id, cancellationToken)).Summary;

    /// <summary>The summaries of many. One that is just being made, or whose database is away, is named instead; the others are shown.</summary>
    internal async Task<(IReadOnlyList<InstanceSummary> Instances, IReadOnlyList<string> Unreachable)> AllAsync(IEnumerable<InstanceId> ids, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(ids.Select(async id => (id, summary: await TryAsync(id, cancellationToken))));
        return ([.. read.Select(one => one.summary).OfType<InstanceSummary>()], [.. read.Where(one => one.summary is null).Select(one => one.id.ToString())]);
    }

    internal async Task<InstanceDetail> DetailAsync(InstanceId id, CancellationToken cancellationToken)
    {
        var (bot, summary) = await ReadAsync(id, cancellationToken);
        var configuration = bot.Configuration;
        var instruments = configuration.Universe.Select(instrument =>
            new InstrumentView(instrument.ToString(), instrument.Symbol, markets.Instrument(configuration.Recording, instrument)?.TickSize ?? FinestTick));
        return new InstanceDetail(
            summary, new RawJson(DomainJson.Bytes(configuration)), bot.ConfigurationVersion, [.. instruments], configuration.Benchmark?.ToString(), configuration.Timeframe.ToString(), bot.Epoch);
    }

    /// <summary>A status with an open breaker shown as halted.</summary>
    internal static InstanceStatus StatusOf(BotStatus status, bool halted) => status switch
    {
        BotStatus.Created => InstanceStatus.Created,
        BotStatus.Running => halted ? InstanceStatus.Halted : InstanceStatus.Running,
        BotStatus.Paused => InstanceStatus.Paused,
        BotStatus.Stopped => InstanceStatus.Stopped,
        BotStatus.EmergencyStopped => InstanceStatus.EmergencyStopped,
        BotStatus.Archived => InstanceStatus.Archived,
        _ => throw new System.Diagnostics.UnreachableException($"{status}"),
    };

    /// <summary>What ends a halt, in words.</summary>
    internal static string Words(ResumeRule rule) => rule switch
    {
        ResumeRule.NextTradingDay => "the next trading day, by itself",
        ResumeRule.Person => "when a person resets it",
        _ => throw new System.Diagnostics.UnreachableException($"{rule}"),
    };

    private async Task<InstanceSummary?> TryAsync(InstanceId id, CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // One instance's fault must not hide the others.
        try
        {
            return await SummaryAsync(id, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.InstanceUnreachable(logger, id.ToString(), exception);
            return null;
        }
#pragma warning restore CA1031
    }

    private async Task<(BotView Bot, InstanceSummary Summary)> ReadAsync(InstanceId id, CancellationToken cancellationToken)
    {
        // The journal's position first: what happens meanwhile comes again by the hub, and nothing is missed.
        var sequence = await heads.OfAsync(id.ToString(), cancellationToken);
        var key = GrainKeys.Of(id);
        var bots = grains.GetGrain<IBotGrain>(key).View();
        var portfolios = grains.GetGrain<IPortfolioGrain>(key).View();
        var risks = grains.GetGrain<IRiskGrain>(key).View();
        await Task.WhenAll(bots, portfolios, risks).WaitAsync(cancellationToken);
        var bot = await bots;
        return (bot, Summary(id, bot, await portfolios, await risks, sequence));
    }

    private InstanceSummary Summary(InstanceId id, BotView bot, PortfolioView portfolio, RiskView risk, long sequence)
    {
        var (books, figures) = (portfolio.Books, portfolio.Figures);
        return new InstanceSummary
        {
            Id = id.ToString(),
            Name = id.ToString(),
            Preset = bot.Configuration.Preset,
            Strategy = bot.Configuration.Strategy,
            Mode = bot.Mode,
            Status = StatusOf(bot.Status, bot.Halt is not null),
            HaltReason = bot.Status == BotStatus.EmergencyStopped ? bot.Reason : bot.Halt?.Explanation,
            Resumes = bot.Status == BotStatus.EmergencyStopped ? Words(ResumeRule.Person) : bot.Halt is { } halt ? Words(halt.Resumes) : null,
            Recording = bot.Configuration.Recording,
            MarketTime = bot.Round,
            Equity = figures.Equity.Amount,
            StartEquity = books.Start.Amount,
            Cash = figures.Cash.Amount,
            RealizedPnl = figures.Realized.Amount,
            UnrealizedPnl = figures.Unrealized.Amount,
            PnlToday = risk.State.Day is null ? 0m : figures.Equity.Amount - risk.State.DayStart.Amount,
            OpenPositions = figures.OpenPositions,
            TradesToday = portfolio.TradesToday,
            Trades = books.Closed,
            WinRate = books.Closed == 0 ? null : (double)portfolio.Wins / books.Closed,
            Expectancy = books.Closed == 0 ? null : decimal.Round(books.Realized.Amount / books.Closed, Places, MidpointRounding.ToEven),
            Sparkline = portfolio.Sparkline,
            Universe = [.. bot.Configuration.Universe.Select(instrument => instrument.Symbol)],
            PendingApprovals = bot.Approvals.Count(approval => approval.Expires > time.GetUtcNow()),
            Sequence = sequence,
        };
    }
}
