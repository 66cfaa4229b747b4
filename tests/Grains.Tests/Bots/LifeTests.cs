using InvestBot.Domain.Bots;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Bots;

/// <summary>Pause, stop and emergency stop of a bot that trades.</summary>
public sealed class LifeTests
{
    private readonly BotConfiguration _configuration = Trading.Roomy("life");

    [Fact]
    public async Task Paused_WithPositionsOpen_LeavesThemAndEntersNothingUntilItResumes()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await HoldingAsync(world);
        (await world.Bot(_configuration.Id).Tell(BotCommand.Pause, "ann")).Ok.ShouldBeTrue();
        await world.PlayRoundsAsync(1);
        var entries = (await durable.EntriesAsync(_configuration.Id)).Count;
        await world.PlayUntilAsync(async _ => (await world.Exchange(_configuration).View()).Trades.IsEmpty);
        await world.PlayRoundsAsync(100);
        (await durable.EntriesAsync(_configuration.Id)).Count.ShouldBe(entries);

        await world.Bot(_configuration.Id).Tell(BotCommand.Resume, "ann");
        await world.PlayUntilAsync(async _ => !(await world.Exchange(_configuration).View()).Trades.IsEmpty);
    }

    [Fact]
    public async Task Stopped_WithAnEntryOnItsWay_CancelsIt()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await world.JoinAsync(_configuration);
        await world.PlayUntilAsync(async _ => !(await world.Exchange(_configuration).View()).Live.IsEmpty);
        (await world.Bot(_configuration.Id).Tell(BotCommand.Stop, "ann")).Ok.ShouldBeTrue();
        await world.SettleAsync(_configuration.Id);
        await world.PlayRoundsAsync(2);

        var orders = await world.Exchange(_configuration).View();
        orders.Live.ShouldBeEmpty();
        orders.Trades.ShouldBeEmpty();
        (await durable.EntriesAsync(_configuration.Id)).ShouldBeEmpty();
        (await world.Risk(_configuration.Id).View()).State.Reservations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopped_WithAPosition_KeepsItProtected()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await HoldingAsync(world);
        (await world.Bot(_configuration.Id).Tell(BotCommand.Stop, "ann")).Ok.ShouldBeTrue();
        await world.SettleAsync(_configuration.Id);

        var orders = await world.Exchange(_configuration).View();
        foreach (var trade in orders.Trades.Values.Where(trade => trade.Held > 0m))
            orders.LiveOf(trade.Trade).ShouldContain(order => order.Intent.Purpose == OrderPurpose.ProtectiveStop);
        orders.Trades.Values.ShouldContain(trade => trade.Held > 0m);
        await world.PlayUntilAsync(async _ => (await world.Exchange(_configuration).View()).Trades.IsEmpty);
    }

    [Fact]
    public async Task EmergencyStopped_WithPositions_FlattensAndHoldsAcrossARestartUntilReset()
    {
        using var durable = new Durable();
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From))
        {
            await HoldingAsync(world);
            (await world.Bot(_configuration.Id).Tell(BotCommand.EmergencyStop, "ann")).Ok.ShouldBeTrue();
            await world.SettleAsync(_configuration.Id);
            await world.PlayRoundsAsync(2);
            var orders = await world.Exchange(_configuration).View();
            orders.Live.ShouldBeEmpty();
            orders.Trades.ShouldBeEmpty();
            (await world.Portfolio(_configuration.Id).View()).Figures.OpenPositions.ShouldBe(0);
        }

        await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await next.JoinAsync(_configuration);
        var bot = next.Bot(_configuration.Id);
        var entries = (await durable.EntriesAsync(_configuration.Id)).Count;
        (await bot.View()).Status.ShouldBe(BotStatus.EmergencyStopped);
        await next.PlayRoundsAsync(300);
        (await durable.EntriesAsync(_configuration.Id)).Count.ShouldBe(entries);

        (await bot.Tell(BotCommand.Start, "ann")).Explanation.ShouldBe("'Start' is not possible after an emergency stop; reset it first.");
        (await bot.Tell(BotCommand.Reset, "ann")).Ok.ShouldBeTrue();
        (await bot.View()).Status.ShouldBe(BotStatus.Paused);
        await bot.Tell(BotCommand.Resume, "ann");
        await next.PlayUntilAsync(async _ => !(await next.Exchange(_configuration).View()).Trades.IsEmpty);
    }

    [Fact]
    public async Task EmergencyStop_CutOffBeforeItFlattened_IsCarriedOutAtTheNextStart()
    {
        using var durable = new Durable();
        var faults = new Faults();
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults))
        {
            await HoldingAsync(world);
            faults.Refused = (_, commit) => commit.Grain.Type == "exchange";
            await Should.ThrowAsync<Exception>(() => world.Bot(_configuration.Id).Tell(BotCommand.EmergencyStop, "ann"));
        }

        await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await next.JoinAsync(_configuration);
        await next.PlayRoundsAsync(2);
        (await next.Exchange(_configuration).View()).Trades.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(BotCommand.Pause, "'Pause' is not possible while the instance is Stopped.")]
    [InlineData(BotCommand.Resume, "'Resume' is not possible while the instance is Stopped.")]
    public async Task Command_ThatDoesNotFit_IsRefusedWithASentence(BotCommand command, string sentence)
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await world.JoinAsync(_configuration);
        await world.Bot(_configuration.Id).Tell(BotCommand.Stop, "ann");
        var answer = await world.Bot(_configuration.Id).Tell(command, "ann");
        answer.Code.ShouldBe("not-allowed-now");
        answer.Explanation.ShouldBe(sentence);
        (await durable.RecordsAsync<StateRecord>(_configuration.Id, "bot.state"))[^1].Status.ShouldBe("stopped");
    }

    private async Task HoldingAsync(World world)
    {
        await world.JoinAsync(_configuration);
        await world.PlayUntilAsync(async _ => (await world.Exchange(_configuration).View()).Trades.Values.Any(trade => trade.Held > 0m));
    }
}
