using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Models;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Bots;

/// <summary>A promotion, a rollback or a new version reaches a bot that trades, once, between two rounds.</summary>
public sealed class ModelTests
{
    private const string Strategy = "strategy.ensemble";
    private static readonly ModelShelf Trained = new ModelShelf().Add(Model(1));
    private static readonly ModelShelf Promoted = Trained with { InForce = 1, Shadow = null, Before = [0] };

    [Fact]
    public async Task Promotion_BetweenTwoRounds_JudgesFromTheNextOn()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var configuration = With("models", Trained);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(Trading.From.AddDays(1));
        (await world.Bot(configuration.Id).TakeModels(Strategy, Promoted, "ann")).Ok.ShouldBeTrue();
        (await world.Bot(configuration.Id).TakeModels(Strategy, Promoted, "ann")).Ok.ShouldBeTrue();
        await world.PlayToAsync(Trading.From.AddDays(2));

        var record = (await durable.RecordsAsync<ModelsRecord>(configuration.Id, "bot.models")).ShouldHaveSingleItem();
        record.ShouldBe(new ModelsRecord(2, 1, null, false, "ann", Trading.From.AddDays(1)));
        var made = await durable.RecordsAsync<Prediction>(configuration.Id, "prediction");
        made.Where(prediction => prediction.At <= record.At).ShouldAllBe(prediction => prediction.Model == 0 && prediction.Shadow!.Value.Model == 1);
        made.Where(prediction => prediction.At > record.At).ShouldAllBe(prediction => prediction.Model == 1 && prediction.Shadow == null);
        made.Select(prediction => prediction.At <= record.At).Distinct().Count().ShouldBe(2);
        var after = (await durable.RecordsAsync<SignalOutcome>(configuration.Id, "prediction.outcome")).Count(outcome => outcome.At > record.At && outcome.Prediction.Model == 1);
        (await world.Bot(configuration.Id).Learned()).Bins.Sum(bin => bin.Outcomes).ShouldBe(after);
    }

    [Fact]
    public async Task RestartAfterAPromotion_ChangesNothingOfWhatComes()
    {
        var to = Trading.From.AddDays(2);
        var expected = await OutcomesAsync(restart: false, to);

        (await OutcomesAsync(restart: true, to)).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task ProcessThatDiesAsItTakesOver_TookOverOnceInTheEnd(int steps, bool late)
    {
        using var durable = new Durable();
        var configuration = With("dies", Trained);
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From))
        {
            await world.JoinAsync(configuration);
            await world.PlayRoundsAsync(3);
        }
        var fuse = new Fuse(steps, late);
        try
        {
            await using var dying = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, fuse);
            await dying.Bot(configuration.Id).TakeModels(Strategy, Promoted, "ann");
        }
        catch (Exception) when (fuse.IsBlown)
        {
            // Nobody knows whether it took over; the next start offers it again.
        }
        await using var next = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        (await next.Bot(configuration.Id).TakeModels(Strategy, Promoted, "start")).Ok.ShouldBeTrue();

        (await durable.RecordsAsync<ModelsRecord>(configuration.Id, "bot.models")).ShouldHaveSingleItem().Version.ShouldBe(2);
        var view = await next.Bot(configuration.Id).View();
        (view.ConfigurationVersion, view.Configuration.Learning.Models.InForce).ShouldBe((2, 1));
        (await durable.Storage.VerifyAsync(configuration.Id.ToString(), CancellationToken.None)).IsUnbroken.ShouldBeTrue();
    }

    [Fact]
    public async Task PinnedBot_KeepsItsVersionAndShadowsTheNewOne()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var configuration = With("pinned", Promoted);
        await world.JoinAsync(configuration);
        await world.PlayRoundsAsync(3);
        var bot = world.Bot(configuration.Id);
        (await bot.PinModel(9, "ann")).Explanation.ShouldBe("There is no model 9; it has 1, and 0 stands for the weighed votes.");
        (await bot.PinModel(1, "ann")).Ok.ShouldBeTrue();
        (await bot.TakeModels(Strategy, Promoted.Add(Model(2)) with { InForce = 2, Shadow = null, Before = [0, 1] }, "ann")).Ok.ShouldBeTrue();
        await world.PlayToAsync(Trading.From.AddDays(1));

        (await durable.RecordsAsync<Prediction>(configuration.Id, "prediction")).Where(prediction => prediction.Shadow is not null).Select(prediction => (prediction.Model, prediction.Shadow!.Value.Model)).Distinct().ShouldBe([(1, 2)]);
        (await bot.PinModel(null, "ann")).Ok.ShouldBeTrue();
        (await bot.View()).Configuration.Learning.Models.InForce.ShouldBe(1);
        (await bot.TakeModels(Strategy, Promoted.Add(Model(2)) with { InForce = 2, Shadow = null, Before = [0, 1] }, "ann")).Ok.ShouldBeTrue();
        (await bot.View()).Configuration.Learning.Models.InForce.ShouldBe(2);
    }

    [Fact]
    public async Task Offer_OfAnotherStrategyOrToABotThatDoesNotLearn_ChangesNothing()
    {
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        var (learns, not) = (With("learns", Trained), Trading.Roomy("not"));
        await world.JoinAsync(learns);
        await world.JoinAsync(not);

        (await world.Bot(learns.Id).TakeModels("strategy.momentum", Promoted, "ann")).Ok.ShouldBeTrue();
        (await world.Bot(not.Id).TakeModels(not.Strategy, Promoted, "ann")).Ok.ShouldBeTrue();
        (await world.Bot(not.Id).PinModel(0, "ann")).Code.ShouldBe("does-not-learn");

        (await world.Bot(learns.Id).View()).ConfigurationVersion.ShouldBe(1);
        (await world.Bot(not.Id).View()).ConfigurationVersion.ShouldBe(1);
    }

    private static async Task<List<string>> OutcomesAsync(bool restart, DateTimeOffset to)
    {
        using var durable = new Durable();
        var configuration = With("goes-on", Trained);
        var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(Trading.From.AddDays(1));
        await world.Bot(configuration.Id).TakeModels(Strategy, Promoted, "ann");
        if (restart)
        {
            await world.PlayToAsync(Trading.From.AddHours(30));
            await world.DisposeAsync();
            world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
            await world.JoinAsync(configuration);
        }
        await world.PlayToAsync(to);
        await world.DisposeAsync();
        return [.. (await durable.RecordsAsync<SignalOutcome>(configuration.Id, "prediction.outcome")).Select(Trading.Words)];
    }

    private static BotConfiguration With(string name, ModelShelf models)
    {
        var configuration = Trading.Learning(name);
        return configuration with { Learning = configuration.Learning with { Models = models } };
    }

    private static TrainedModel Model(int number) => new(
        number, "logistic", Strategy, -0.3 * number, [new LinearTerm("atr-percent", 0.5, 0.3, 0.2)], [], Trading.From.AddDays(-30), Trading.From.AddDays(-1), new ModelValidation(40, 0.66, 0.69, 0.24));
}
