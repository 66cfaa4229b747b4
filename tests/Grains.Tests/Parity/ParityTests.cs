using InvestBot.Domain.Bots;
using InvestBot.Grains.Tests.Worlds;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Tests.Parity;

/// <summary>Recorded weeks through the grains and through the pure core alone give the same fills, crash or no crash.</summary>
public sealed class ParityTests
{
    [Fact]
    public async Task TenSymbols_ContendingForTwoSlotsAndTheLastCash_TradeAsInTheBacktest()
    {
        var to = Trading.From.AddDays(14);
        var configuration = Trading.Contending("parity");
        var expected = Trading.Backtested(configuration, to);
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, Fuse.Never);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(to);

        var fills = await durable.FillsAsync("parity", to);
        fills.ShouldBe(expected.Fills);
        expected.Fills.Count.ShouldBeGreaterThan(100);
        expected.Symbols.ShouldBeGreaterThanOrEqualTo(8);
        expected.Rejected.Keys.ShouldContain("open-positions");
    }

    [Fact]
    public async Task TwoInstances_AtOneMarket_TradeEachAsInItsOwnBacktest()
    {
        var to = Trading.From.AddDays(3);
        BotConfiguration[] configurations = [Trading.Contending("one"), Trading.Roomy("two")];
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        foreach (var configuration in configurations) await world.JoinAsync(configuration);
        await world.PlayToAsync(to);

        foreach (var configuration in configurations)
            (await durable.FillsAsync(configuration.Id.ToString(), to)).ShouldBe(Trading.Backtested(configuration, to).Fills);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task ProcessThatDiesAgainAndAgain_GoesOn_AsIfNothingHadHappened(int seed, bool late)
    {
        var to = Trading.From.AddDays(2);
        BotConfiguration[] configurations = [Trading.Contending("crash"), Trading.Roomy("other")];
        using var durable = new Durable();
        await DieAndGoOnAsync(durable, seed, late, to, configurations);

        foreach (var configuration in configurations)
        {
            (await durable.FillsAsync(configuration.Id.ToString(), to)).ShouldBe(Trading.Backtested(configuration, to).Fills);
            (await durable.Storage.VerifyAsync(configuration.Id.ToString(), CancellationToken.None)).IsUnbroken.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task AnEnsembleWhoseProcessDies_LearnsAndTradesAsInTheBacktest(int seed, bool late)
    {
        var to = Trading.From.AddDays(3);
        var configuration = Trading.Learning("learns");
        using var durable = new Durable();
        await DieAndGoOnAsync(durable, seed, late, to, configuration);

        (await durable.FillsAsync("learns", to)).ShouldBe(Trading.Backtested(configuration, to).Fills);
        var outcomes = (await durable.RecordsAsync<SignalOutcome>(configuration.Id, "prediction.outcome")).Select(Trading.Words).ToList();
        outcomes.ShouldBe(Trading.Learned(configuration, to));
        outcomes.Count.ShouldBeGreaterThan(20);
        // What lies in plain text beside the encrypted records.
        (await durable.RefsAsync(configuration.Id)).ShouldAllBe(reference => !configuration.Universe.Any(instrument => reference.Contains(instrument.ToString()) || reference.Contains(instrument.Symbol)));
    }

    private static async Task DieAndGoOnAsync(Durable durable, int seed, bool late, DateTimeOffset to, params BotConfiguration[] configurations)
    {
        var random = new Random(seed);
        for (var deaths = 0; deaths < 40 && !(durable.Position?.Delivered >= to); deaths++)
        {
            var fuse = deaths == 39 ? Fuse.Never : new Fuse(random.Next(20, 500), late);
            World? world = null;
            try
            {
                world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, fuse);
                foreach (var configuration in configurations) await world.JoinAsync(configuration);
                await world.PlayToAsync(to);
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
    }
}
