using InvestBot.Domain.Bots;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Risk;

/// <summary>Breakers that open in a real run, and close with the next trading day.</summary>
public sealed class BreakerRunTests
{
    [Fact]
    public async Task TenLossesInARow_HaltUntilTheNextTradingDay() =>
        await ShouldHaltAsync(Losing("losses", risk => risk with { ConsecutiveLosses = 10 }), "consecutive-losses");

    [Fact]
    public async Task DailyLoss_Reached_HaltsUntilTheNextTradingDay() =>
        await ShouldHaltAsync(Losing("loss", risk => risk with { DailyLoss = Ratio.Percent(0.3m) }), "daily-loss");

    [Fact]
    public async Task TradesPerDay_Used_EnterNoMoreThatDay()
    {
        using var durable = new Durable();
        var configuration = Losing("trades", risk => risk with { TradesPerDay = 3 });
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(Trading.From.AddDays(3));

        var entered = (await durable.RecordsAsync<SignalRecord>(configuration.Id, "signal")).Where(signal => signal.Outcome == "entered");
        entered.GroupBy(signal => TradingDay.Of(signal.At)).Select(day => day.Count()).ShouldBe([3, 3, 3]);
        (await durable.RecordsAsync<VerdictRecord>(configuration.Id, "risk.verdict")).ShouldContain(verdict => verdict.Failed.Any(failed => failed.Rule == "trades-per-day"));
    }

    [Fact]
    public async Task RiskMemory_LostWithinARound_GivesNoPlaceTwice()
    {
        using var durable = new Durable();
        var configuration = Trading.Contending("places");
        // Risk cannot keep what it hears of an entry, and forgets the places that it gave in this round.
        var (refuse, refused) = (0, 0);
        var faults = new Faults
        {
            Refused = (_, commit) =>
            {
                if (commit.Outbox.Any(message => message.Kind == "entry.recorded")) refuse = 2;
                if (commit.Grain.Type != "risk" || refuse-- <= 0) return false;
                refused++;
                return true;
            },
        };
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(Trading.From.AddDays(2));

        refused.ShouldBeGreaterThan(10);
        var held = new Dictionary<string, decimal>();
        var most = 0;
        foreach (var fill in await durable.RecordsAsync<FillRow>(configuration.Id, "fill"))
        {
            held[fill.TradeId.Value] = held.GetValueOrDefault(fill.TradeId.Value) + (fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity);
            most = Math.Max(most, held.Values.Count(units => units > 0m));
        }
        most.ShouldBe(configuration.Risk.OpenPositions);
    }

    [Fact]
    public async Task RiskState_AfterARestart_IsWhatItWas()
    {
        using var durable = new Durable();
        var configuration = Losing("restart", risk => risk with { ConsecutiveLosses = 3 });
        byte[] before;
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From))
        {
            await world.JoinAsync(configuration);
            await world.PlayUntilAsync(async _ => (await world.Bot(configuration.Id).View()).Halt is not null);
            await world.SettleAsync(configuration.Id);
            before = DomainJson.Bytes((await world.Risk(configuration.Id).View()).State);
        }

        await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await next.JoinAsync(configuration);
        DomainJson.Bytes((await next.Risk(configuration.Id).View()).State).ShouldBe(before);
        (await next.Bot(configuration.Id).View()).Halt!.Rule.ShouldBe("consecutive-losses");
    }

    private static async Task ShouldHaltAsync(BotConfiguration configuration, string rule)
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await world.JoinAsync(configuration);
        DateTimeOffset? resumed = null;
        await world.PlayUntilAsync(async now =>
        {
            var records = await durable.RecordsAsync<BreakerRecord>(configuration.Id, "risk.resumed");
            resumed ??= records.Count > 0 ? now : null;
            return resumed is not null && (await durable.EntriesAsync(configuration.Id)).Any(fill => fill.At >= resumed);
        });

        var halted = (await durable.RecordsAsync<BreakerRecord>(configuration.Id, "risk.halted"))[0];
        halted.Rule.ShouldBe(rule);
        halted.Resumes.ShouldBe("the next trading day");
        TradingDay.Of(resumed!.Value).ShouldBe(TradingDay.Of(halted.At).AddDays(1));
        var entered = (await durable.RecordsAsync<SignalRecord>(configuration.Id, "signal")).Where(signal => signal.Outcome == "entered");
        entered.ShouldNotContain(signal => signal.At > halted.At && signal.At < resumed);
        (await durable.RecordsAsync<StateRecord>(configuration.Id, "bot.state")).ShouldContain(state => state.Status == "halted" && state.Reason == halted.Reason);
    }

    // Costs that eat every gain.
    private static BotConfiguration Losing(string name, Func<RiskSettings, RiskSettings> limits)
    {
        var configuration = Trading.Roomy(name);
        return configuration with
        {
            Risk = limits(configuration.Risk with { PositionSize = Ratio.Percent(2), ConsecutiveLosses = 1000, DailyLoss = Ratio.One, Drawdown = Ratio.One, CooldownAfterLoss = TimeSpan.Zero }),
            Paper = configuration.Paper with { Commission = Ratio.Percent(4) },
        };
    }
}
