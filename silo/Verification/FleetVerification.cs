using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Venues;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.Silo.Instances;
using InvestBot.Storage;
using InvestBot.Storage.Server;
using Orleans;

namespace InvestBot.Silo.Verification;

/// <summary>A number with its name and unit.</summary>
public sealed record VerifiedFigure(string Name, double Value, string Unit = "");

/// <summary>Recomputes every instance's books from its fills, between two rounds, and compares them with what its grains, its rows and the venue say.</summary>
public sealed class FleetVerification(FleetStorage storage, InstanceKeeper keeper, InstanceRecordings recordings, IGrainFactory grains, IExchange venue)
{
    /// <summary>What the last check of the whole fleet found; empty before the first one.</summary>
    public ImmutableArray<string> Found { get; private set; } = [];

    /// <summary>The fleet in a few numbers. An instance that can't be read is counted, and nothing of it.</summary>
    /// <param name="of">Only the instances of this recording; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImmutableArray<VerifiedFigure>> FiguresAsync(string? of, CancellationToken cancellationToken)
    {
        var (instances, running, open, trades, equity) = (0, 0, 0, 0L, 0m);
        foreach (var id in await InstancesAsync(of, cancellationToken))
        {
            instances++;
            if (keeper.Faults.ContainsKey(id.ToString())) continue;
            var portfolio = await grains.GetGrain<IPortfolioGrain>(GrainKeys.Of(id)).View();
            var bot = await grains.GetGrain<IBotGrain>(GrainKeys.Of(id)).View();
            if (bot.Status == Domain.Bots.BotStatus.Running) running++;
            open += portfolio.Figures.OpenPositions;
            trades += portfolio.Books.Closed;
            equity += portfolio.Figures.Equity.Amount;
        }
        return
        [
            new("instances", instances), new("running", running), new("open positions", open), new("closed trades", trades), new("equity", decimal.ToDouble(equity), "USD"),
            .. keeper.Markets.Where(market => of is null || of == market.Recording.Description.Id).Select(market => new VerifiedFigure($"rounds of {market.Recording.Description.Id}", market.Rounds)),
        ];
    }

    /// <summary>Every difference in words, and what was checked. This process must drive the markets of the instances that it checks.</summary>
    /// <param name="of">Only the instances of this recording; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(ImmutableArray<string> Differences, ImmutableArray<VerifiedFigure> Figures)> VerifyAsync(string? of, CancellationToken cancellationToken)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        var (records, fills, trades, orders, instances) = (0L, 0L, 0L, 0L, 0);
        var (lost, doubled, cents) = (0L, 0L, 0m);
        foreach (var id in await InstancesAsync(of, cancellationToken))
        {
            var report = await TryAsync(id, cancellationToken);
            differences.AddRange(report.Differences);
            (records, fills, trades, orders, instances) = (records + report.Records, fills + report.Fills, trades + report.Trades, orders + report.Orders, instances + 1);
            (lost, doubled, cents) = (lost + report.Lost, doubled + report.Doubled, cents + report.Cents);
        }
        if (of is null) Found = differences.ToImmutable();
        return (differences.ToImmutable(),
        [
            new("instances", instances), new("journal records", records), new("orders", orders), new("fills", fills), new("closed trades", trades),
            new("lost", lost), new("doubled", doubled), new("differing cents", decimal.ToDouble(cents)), new("differences", differences.Count),
        ]);
    }

    /// <summary>Every difference of one instance in words. This process must drive its market.</summary>
    public async Task<ImmutableArray<string>> VerifyAsync(InstanceId instance, CancellationToken cancellationToken) => (await CheckAsync(instance, cancellationToken)).Differences;

    // One that can't be read is a difference, and must not hide those of the others.
    private async Task<InstanceReport> TryAsync(InstanceId id, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckAsync(id, cancellationToken);
        }
        catch (Exception exception) when (DatabaseTrouble.Find(exception) is not null)
        {
            var trouble = DatabaseTrouble.Of(exception);
            return InstanceReport.Unread(id, $"{trouble.What} {trouble.Remedy}", 0);
        }
    }

    private async Task<InstanceReport> CheckAsync(InstanceId id, CancellationToken cancellationToken)
    {
        var configuration = (await grains.GetGrain<IBotGrain>(GrainKeys.Of(id)).View()).Configuration;
        InstanceReport? report = null;
        async Task Check() => report = await InstanceVerification.RunAsync(id, configuration, storage.Journal, storage.Rows, grains, venue, cancellationToken);
        if (keeper.MarketOf(configuration.Recording) is { } market) await market.BetweenRoundsAsync(Check, cancellationToken);
        else await Check();
        return report!;
    }

    private async Task<IEnumerable<InstanceId>> InstancesAsync(string? of, CancellationToken cancellationToken)
    {
        var chosen = new List<InstanceId>();
        foreach (var record in (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State == "ready"))
        {
            var id = new InstanceId(record.Name);
            if (of is null || await recordings.OfAsync(id) == of) chosen.Add(id);
        }
        return chosen.Order();
    }
}
