using InvestBot.Domain.Bots;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Bots;

/// <summary>Who decides entries: people alone, people after a proposal, or the bot.</summary>
public sealed class ModeTests
{
    [Fact]
    public async Task Manual_SignalsComeAndGo_AreShownAndNothingIsEntered()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var configuration = Trading.Roomy("manual", BotMode.Manual);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(Trading.From.AddDays(1));

        var signals = await durable.RecordsAsync<SignalRecord>(configuration.Id, "signal");
        signals.ShouldNotBeEmpty();
        signals.ShouldAllBe(signal => signal.Outcome == "shown" || signal.Outcome == "filtered");
        (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ManualEntry_Placed_IsJudgedFilledAndProtected()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var configuration = Trading.Roomy("manual", BotMode.Manual);
        await world.JoinAsync(configuration);
        await world.PlayRoundsAsync(3);
        (await world.Bot(configuration.Id).Place(Entry(configuration, "one"), "ann")).ShouldBe(GrainInterfaces.Outcome.Done);
        await world.PlayRoundsAsync(2);

        var orders = await world.Exchange(configuration).View();
        var trade = orders.Trades.Values.ShouldHaveSingleItem();
        trade.Held.ShouldBeGreaterThan(0m);
        orders.Live.Values.ShouldContain(order => order.Intent.Purpose == OrderPurpose.ProtectiveStop && order.Status == OrderStatus.Accepted);
        (await durable.RecordsAsync<VerdictRecord>(configuration.Id, "risk.verdict")).ShouldHaveSingleItem().Quantity.ShouldBe(trade.Bought.Value);
    }

    [Fact]
    public async Task ManualEntry_RetriedWithItsKey_IsTheSameOrderWhateverHasChangedSince()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var configuration = Trading.Roomy("manual", BotMode.Manual);
        await world.JoinAsync(configuration);
        await world.PlayRoundsAsync(3);
        var bot = world.Bot(configuration.Id);
        (await bot.Place(Entry(configuration, "one"), "ann")).Ok.ShouldBeTrue();
        (await bot.Place(Entry(configuration, "one"), "ann")).Ok.ShouldBeTrue();
        await world.PlayRoundsAsync(2);
        (await bot.Place(Entry(configuration, "one"), "ann")).Ok.ShouldBeTrue();
        await bot.Tell(BotCommand.Pause, "ann");
        (await bot.Place(Entry(configuration, "one"), "ann")).Ok.ShouldBeTrue();
        (await bot.Place(Entry(configuration, "two"), "ann")).Code.ShouldBe("entries-closed");

        (await durable.EntriesAsync(configuration.Id)).Select(fill => fill.OrderId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ManualEntry_ThatCannotBe_IsRefusedWithASentence()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var configuration = Trading.Roomy("manual", BotMode.Manual);
        configuration = configuration with { Risk = configuration.Risk with { OpenPositions = 1 } };
        await world.JoinAsync(configuration);
        var bot = world.Bot(configuration.Id);
        (await bot.Place(Entry(configuration, "early"), "ann")).Code.ShouldBe("no-price");
        await world.PlayRoundsAsync(3);
        (await bot.Place(Entry(configuration, "high") with { Stop = new Price(1_000_000m) }, "ann")).Code.ShouldBe("stop-above-price");
        (await bot.Place(Entry(configuration, "low") with { Target = new Price(0.0000001m) }, "ann")).Code.ShouldBe("target-below-price");
        (await bot.Place(Entry(configuration, "one"), "ann")).Ok.ShouldBeTrue();
        var refused = await bot.Place(Entry(configuration, "two") with { Instrument = configuration.Universe[1] }, "ann");
        refused.Code.ShouldBe("risk-rejected");
        refused.Explanation!.ShouldContain("1 of 1 positions are taken.");
    }

    [Fact]
    public async Task Proposal_Approved_EntersAtThePresentPrice()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var (configuration, proposal) = await ProposedAsync(world);
        (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).ShouldBeEmpty();
        (await world.Bot(configuration.Id).Decide(proposal.Id, approve: true, "ann")).Ok.ShouldBeTrue();
        (await world.Bot(configuration.Id).Decide(proposal.Id, approve: true, "ann")).Code.ShouldBe("no-such-approval");
        await world.SettleAsync(configuration.Id);
        await world.PlayRoundsAsync(2);

        var fill = (await durable.EntriesAsync(configuration.Id)).First();
        fill.OrderId.Value.ShouldBe(proposal.Id);
        fill.At.ShouldBeGreaterThanOrEqualTo(proposal.Round);
        (await durable.RecordsAsync<ApprovalRecord>(configuration.Id, "approval.decided")).ShouldContain(decided => decided.Id == proposal.Id && decided.Decision == "approved" && decided.By == "ann");
    }

    [Fact]
    public async Task Proposal_Rejected_EntersNothing()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var (configuration, proposal) = await ProposedAsync(world);
        (await world.Bot(configuration.Id).Decide(proposal.Id, approve: false, "ann")).Ok.ShouldBeTrue();
        await world.PlayRoundsAsync(2);

        (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).ShouldBeEmpty();
        (await world.Bot(configuration.Id).View()).Approvals.ShouldNotContain(waiting => waiting.Id == proposal.Id);
    }

    [Fact]
    public async Task Proposal_DecidedTooLate_HasExpired()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var (configuration, proposal) = await ProposedAsync(world);
        world.Time.Advance(TimeSpan.FromDays(1));
        (await world.Bot(configuration.Id).View()).Approvals.ShouldBeEmpty();
        (await world.Bot(configuration.Id).Decide(proposal.Id, approve: true, "ann")).Code.ShouldBe("expired");
        await world.PlayRoundsAsync(2);

        (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).ShouldBeEmpty();
        (await durable.RecordsAsync<ApprovalRecord>(configuration.Id, "approval.decided")).Single(decided => decided.Id == proposal.Id).Decision.ShouldBe("expired");
    }

    [Fact]
    public async Task Proposal_NobodyDecides_ExpiresWithTheNextRoundOnce()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var (configuration, proposal) = await ProposedAsync(world);
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.PlayRoundsAsync(3);

        (await durable.RecordsAsync<ApprovalRecord>(configuration.Id, "approval.decided")).Single(decided => decided.Id == proposal.Id).Decision.ShouldBe("expired");
        (await world.Bot(configuration.Id).Decide(proposal.Id, approve: true, "ann")).Code.ShouldBe("no-such-approval");
    }

    private static ManualEntry Entry(BotConfiguration configuration, string key) => new(configuration.Universe[0], null, null, null, key);

    private static async Task<(BotConfiguration, Approval)> ProposedAsync(World world)
    {
        var configuration = Trading.Roomy("semi", BotMode.SemiAutomatic);
        await world.JoinAsync(configuration);
        await world.PlayUntilAsync(async _ => !(await world.Bot(configuration.Id).View()).Approvals.IsEmpty);
        return (configuration, (await world.Bot(configuration.Id).View()).Approvals[0]);
    }
}
