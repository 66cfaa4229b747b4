using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Outbox;

/// <summary>Facts are applied once, in order, whatever fails on their way.</summary>
public sealed class DeliveryTests
{
    private readonly BotConfiguration _configuration = Trading.Roomy("facts");

    private InstanceId Id => _configuration.Id;

    [Fact]
    public async Task Facts_DeliveredASecondTime_ChangeNothing()
    {
        using var durable = new Durable();
        string before;
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: new Faults { AcknowledgementsAreLost = true }))
        {
            await world.JoinAsync(_configuration);
            await world.PlayToAsync(Trading.From.AddDays(1));
            before = await BooksAsync(world);
        }
        (await durable.Storage.CountAsync(Id.ToString(), CancellationToken.None)).ShouldBeGreaterThan(100);

        await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await next.JoinAsync(_configuration);
        await next.SettleAsync(Id);
        (await BooksAsync(next)).ShouldBe(before);
        (await next.Bot(Id).View()).Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Receiver_ThatFailsForAWhile_HearsEverythingInOrder()
    {
        using var durable = new Durable();
        var fails = 0;
        var faults = new Faults { Refused = (_, commit) => commit.Grain.Type == "portfolio" && commit.Rows.Any(row => row.Table == Storage.Commits.RowTable.Trades) && Interlocked.Increment(ref fails) % 4 != 0 };
        var to = Trading.From.AddDays(1);
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults);
        await world.JoinAsync(_configuration);
        await world.PlayToAsync(to);
        faults.Refused = (_, _) => false;
        await ShouldAgreeAsync(world);

        fails.ShouldBeGreaterThan(3);
        (await durable.FillsAsync("facts", to)).ShouldBe(Trading.Backtested(_configuration, to).Fills);
        var closed = await durable.RecordsAsync<TradeRow>(Id, "trade.closed");
        closed.Select(trade => trade.Id).ShouldBeUnique();
        closed.Select(trade => trade.ClosedAt).ShouldBeInOrder();
    }

    [Fact]
    public async Task LeftFromBeforeTheRestart_IsDeliveredBeforeWhatHappensSince()
    {
        using var durable = new Durable();
        var faults = new Faults();
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults))
        {
            await world.JoinAsync(_configuration);
            await world.PlayUntilAsync(async _ => (await world.Exchange(_configuration).View()).Trades.Values.Any(trade => trade.Held > 0m));
            faults.Refused = (_, commit) => commit.Grain.Type is "portfolio" or "risk";
            await world.Bot(Id).Tell(BotCommand.EmergencyStop, "ann");
            await world.PlayRoundsAsync(2);
        }
        (await durable.Storage.CountAsync(Id.ToString(), CancellationToken.None)).ShouldBeGreaterThan(0);

        // A person acts before the market has taken the instance in.
        await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await next.Bot(Id).Tell(BotCommand.Reset, "ann");
        await next.Bot(Id).Tell(BotCommand.Resume, "ann");
        (await next.Bot(Id).Place(new ManualEntry(_configuration.Universe[0], null, null, null, "key"), "ann")).Ok.ShouldBeTrue();
        await next.JoinAsync(_configuration);
        await ShouldAgreeAsync(next);
    }

    [Theory]
    [InlineData("exchange")]
    [InlineData("portfolio")]
    [InlineData("risk")]
    [InlineData("token")]
    public async Task Commit_WhoseAnswerIsLost_LosesNoFactAndRepeatsNone(string kind)
    {
        using var durable = new Durable();
        var commits = 0;
        var lost = 0;
        var faults = new Faults();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults);
        await world.JoinAsync(_configuration);
        faults.Unanswered = (_, commit) => commit.Grain.Type == kind && Interlocked.Increment(ref commits) % 5 == 0 && Interlocked.Increment(ref lost) > 0;
        await world.PlayToAsync(Trading.From.AddHours(18));
        faults.Unanswered = (_, _) => false;
        await ShouldAgreeAsync(world);

        lost.ShouldBeGreaterThan(2);
        (await durable.RecordsAsync<FillRow>(Id, "fill")).Select(fill => fill.Id).ShouldBeUnique();
    }

    /// <summary>Delivers what waits, and compares every book with every other and the venue's.</summary>
    private async Task ShouldAgreeAsync(World world)
    {
        await world.SettleAsync(Id);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.PlayRoundsAsync(1);
        await world.SettleAsync(Id);
        (await world.Bot(Id).View()).Reason.ShouldBeNull();
        var portfolio = (await world.Portfolio(Id).View()).Books;
        var risk = (await world.Risk(Id).View()).State.Books;
        risk.Cash.ShouldBe(portfolio.Cash);
        risk.Open.Keys.ShouldBe(portfolio.Open.Keys);
        var orders = await world.Exchange(_configuration).View();
        orders.Trades.Values.Where(trade => trade.Held > 0m).Select(trade => trade.Trade.Value).ShouldBe(portfolio.Open.Keys);
    }

    private async Task<string> BooksAsync(World world)
    {
        var portfolio = await world.Portfolio(Id).View();
        var risk = await world.Risk(Id).View();
        var orders = await world.Exchange(_configuration).View();
        return string.Join('\n', new object[] { portfolio.Books, risk.State, orders }.Select(part => System.Text.Encoding.UTF8.GetString(DomainJson.Bytes(part))));
    }
}
