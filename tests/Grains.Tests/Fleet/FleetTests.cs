using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Grains.Fleet;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Fleet;

/// <summary>Commands to all, and the breakers of the fleet.</summary>
public sealed class FleetTests
{
    private readonly BotConfiguration _one = Trading.Roomy("one");
    private readonly BotConfiguration _two = Trading.Roomy("two");

    [Fact]
    public async Task EmergencyStop_OfTheFleet_FlattensEveryInstanceUntilReset()
    {
        using var durable = new Durable();
        await using var world = await HoldingAsync(durable, new Faults());
        (await world.Fleet.Tell(BotCommand.EmergencyStop, "ann")).ShouldAllBe(answer => answer.Outcome.Ok);
        await SettleAsync(world);
        await world.PlayRoundsAsync(2);
        foreach (var configuration in new[] { _one, _two })
        {
            (await world.Exchange(configuration).View()).Trades.ShouldBeEmpty();
            (await world.Bot(configuration.Id).View()).Status.ShouldBe(BotStatus.EmergencyStopped);
        }
        (await world.Fleet.View()).EmergencyStopped.ShouldBeTrue();
        (await world.Fleet.Tell(BotCommand.Resume, "ann")).ShouldAllBe(answer => answer.Outcome.Code == "not-allowed-now");

        await world.Fleet.Tell(BotCommand.Reset, "ann");
        (await world.Fleet.View()).EmergencyStopped.ShouldBeFalse();
        (await world.Bot(_one.Id).View()).Status.ShouldBe(BotStatus.Paused);
        (await world.Fleet.Tell(BotCommand.Resume, "ann")).ShouldAllBe(answer => answer.Outcome.Ok);
        (await world.Bot(_two.Id).View()).Status.ShouldBe(BotStatus.Running);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EmergencyStop_OneInstanceFails_StopsTheOthersAtOnceAndThatOneLater(bool restarted)
    {
        using var durable = new Durable();
        var faults = new Faults();
        await using var world = await HoldingAsync(durable, faults);
        faults.Refused = (instance, commit) => instance == "two" && commit.Grain.Type == "bot";
        var answers = await world.Fleet.Tell(BotCommand.EmergencyStop, "ann");
        answers.Single(answer => answer.Instance == _one.Id).Outcome.Ok.ShouldBeTrue();
        answers.Single(answer => answer.Instance == _two.Id).Outcome.Code.ShouldBe("failed");
        (await world.Bot(_one.Id).View()).Status.ShouldBe(BotStatus.EmergencyStopped);
        (await world.Bot(_two.Id).View()).Status.ShouldBe(BotStatus.Running);

        faults.Refused = (_, _) => false;
        if (restarted)
        {
            await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
            await next.JoinAsync(_two);
            (await next.Bot(_two.Id).View()).Status.ShouldBe(BotStatus.EmergencyStopped);
        }
        else
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.PlayRoundsAsync(2);
            (await world.Bot(_two.Id).View()).Status.ShouldBe(BotStatus.EmergencyStopped);
        }
    }

    [Fact]
    public async Task OpenPositions_AboveTheFleetsLimit_PauseEveryInstance()
    {
        using var durable = new Durable();
        await using var world = await HoldingAsync(durable, new Faults());
        await StandAsync(world, 1, _one, equity: 1000m, open: FleetLimits.OpenPositions - 10);
        (await world.Fleet.View()).Breaker.ShouldBeNull();
        await StandAsync(world, 2, _one, equity: 1000m, open: FleetLimits.OpenPositions + 1);
        await ShouldBePausedAsync(world, "positions are open in the fleet; the limit is 50. All instances are paused.");
    }

    [Fact]
    public async Task Loss_BeyondTheFleetsLimit_PausesEveryInstanceUntilAPersonResumes()
    {
        using var durable = new Durable();
        await using var world = await HoldingAsync(durable, new Faults());
        await StandAsync(world, 1, _one, equity: 100m, open: 1);
        await ShouldBePausedAsync(world, "today; the limit is 10 %. All instances are paused.");
        await world.Fleet.Tell(BotCommand.Resume, "ann");
        (await world.Fleet.View()).Breaker.ShouldBeNull();
        (await world.Bot(_one.Id).View()).Status.ShouldBe(BotStatus.Running);
    }

    private async Task ShouldBePausedAsync(World world, string why)
    {
        (await world.Fleet.View()).Breaker!.ShouldEndWith(why);
        foreach (var id in new[] { _one.Id, _two.Id })
        {
            var bot = await world.Bot(id).View();
            bot.Status.ShouldBe(BotStatus.Paused);
            bot.Reason.ShouldBe("Pause by the fleet's breaker");
        }
    }

    private static Task StandAsync(World world, long number, BotConfiguration configuration, decimal equity, int open)
    {
        Fact standing = new Fact.Standing(configuration.Id, configuration.Capital with { Amount = equity }, configuration.Capital with { Amount = 1000m }, open, null, Trading.From);
        return world.Fleet.Receive(new FactBatch("portfolio/elsewhere", [new FactEnvelope(number, "standing", DomainJson.Bytes(standing))]));
    }

    private async Task SettleAsync(World world)
    {
        await world.SettleAsync(_one.Id);
        await world.SettleAsync(_two.Id);
    }

    private async Task<World> HoldingAsync(Durable durable, Faults faults)
    {
        var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults);
        await world.JoinAsync(_one);
        await world.JoinAsync(_two);
        await world.PlayUntilAsync(async _ => (await world.Exchange(_two).View()).Trades.Values.Any(trade => trade.Held > 0m));
        await SettleAsync(world);
        return world;
    }
}
