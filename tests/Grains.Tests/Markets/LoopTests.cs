using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Markets;

/// <summary>A recording that is over, and one that begins again.</summary>
public sealed class LoopTests
{
    private static readonly DateTimeOffset From = Trading.From.AddDays(4);

    [Fact]
    public async Task Recording_ThatEnds_ClosesWhatIsOpen()
    {
        using var durable = new Durable();
        using var recorded = new ShortRecording(From.AddDays(-2), From.AddHours(12));
        var configuration = Trading.Roomy("ends");
        configuration = configuration with { Exits = configuration.Exits with { MaximumHolding = TimeSpan.FromDays(3), Stop = Ratio.Percent(20), Trailing = null } };
        await using var world = await World.StartAsync(durable, recorded.Recording, From);
        await world.JoinAsync(configuration);
        await world.PlayUntilAsync(async _ => (await world.Exchange(configuration).View()).Trades.Values.Any(trade => trade.Held > 0m));
        await world.Market.PlayAsync(CancellationToken.None);

        var orders = await world.Exchange(configuration).View();
        orders.Trades.ShouldBeEmpty();
        orders.Live.ShouldBeEmpty();
        (await world.Portfolio(configuration.Id).View()).Figures.OpenPositions.ShouldBe(0);
        (await durable.RecordsAsync<FillRow>(configuration.Id, "fill"))[^1].Reason.ShouldBe("the recorded market is over");
    }

    [Fact]
    public async Task Recording_ThatLoops_TradesEveryRunUnderNewIds()
    {
        using var durable = new Durable();
        using var recorded = new ShortRecording(From.AddDays(-2), From.AddHours(22));
        var configuration = Trading.Roomy("loops");
        // Every trade loses, so that each instrument waits for its cooldown when the run ends.
        configuration = configuration with
        {
            Risk = configuration.Risk with { CooldownAfterLoss = TimeSpan.FromDays(3), ConsecutiveLosses = 1000, TradesPerDay = 4, PositionSize = Ratio.Percent(2), DailyLoss = Ratio.One, Drawdown = Ratio.One },
            Paper = configuration.Paper with { Commission = Ratio.Percent(3) },
        };
        await using var world = await World.StartAsync(durable, recorded.Recording, From, loop: true);
        await world.JoinAsync(configuration);
        var runs = new List<(int Run, int Entries)>();
        await world.PlayUntilAsync(async _ =>
        {
            if (runs.Count <= world.Market.Run) runs.Add((world.Market.Run, 0));
            if (runs.Count == 4) return true;
            runs[^1] = (world.Market.Run, (await durable.EntriesAsync(configuration.Id)).Count);
            return false;
        });

        runs[0].Entries.ShouldBeGreaterThanOrEqualTo(3);
        (runs[1].Entries - runs[0].Entries).ShouldBeGreaterThanOrEqualTo(3);
        (runs[2].Entries - runs[1].Entries).ShouldBeGreaterThanOrEqualTo(3);
        (await durable.RecordsAsync<FillRow>(configuration.Id, "fill")).Select(fill => fill.Id).ShouldBeUnique();
        var begun = (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).Where(order => order is { Status: OrderStatus.Submitted, Purpose: OrderPurpose.Entry });
        begun.Select(order => order.Id).ShouldBeUnique();
        (await world.Bot(configuration.Id).View()).Epoch.ShouldBe(3);
        (await durable.RecordsAsync<LogRecord>(configuration.Id, "log")).ShouldNotContain(log => log.Level == "warning");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ProcessThatDies_WhileRecordingsLoop_TradesAsIfItHadNot(int seed)
    {
        using var recorded = new ShortRecording(From.AddDays(-2), From.AddHours(12));
        var configuration = Trading.Roomy("loops");
        var expected = await FillsAsync(_ => Fuse.Never);
        var random = new Random(seed);
        (await FillsAsync(deaths => deaths == 60 ? Fuse.Never : new Fuse(random.Next(15, 150), late: deaths % 2 == 0))).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(10);

        async Task<List<string>> FillsAsync(Func<int, Fuse> lifeOf)
        {
            using var durable = new Durable();
            for (var deaths = 0; durable.Position is not { Run: 3 }; deaths++)
            {
                var fuse = lifeOf(deaths);
                World? world = null;
                try
                {
                    world = await World.StartAsync(durable, recorded.Recording, From, fuse, loop: true);
                    await world.JoinAsync(configuration);
                    await world.PlayUntilAsync(_ => Task.FromResult(durable.Position is { Run: 3 }));
                }
                catch (Exception) when (fuse.IsBlown)
                {
                    // It died while it started: the next one goes on.
                }
                finally
                {
                    if (world is not null) await world.DisposeAsync();
                }
            }
            return await durable.FillsAsync(configuration.Id.ToString(), DateTimeOffset.MaxValue);
        }
    }
}
