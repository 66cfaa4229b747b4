using System.Collections.Immutable;
using System.Text.Json.Nodes;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Tests.Worlds;
using InvestBot.Storage.Commits;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Bots;

public sealed class OlderStateTests
{
    [Fact]
    public void BotKept_OfTheReleaseBefore_HasLearnedNothing()
    {
        var kept = new BotKept(
            Trading.Learning("older"), 1, BotStatus.Running, BotMode.Automatic, null, null, null, 1, 1, null, new Marks(ImmutableSortedDictionary<InstrumentId, Price>.Empty),
            ImmutableSortedDictionary<string, Approval>.Empty.WithComparers(StringComparer.Ordinal));
        var json = JsonNode.Parse(DomainJson.Bytes(kept))!.AsObject();
        json.Remove("learning").ShouldBeTrue();
        json["configuration"]!.AsObject().Remove("learning").ShouldBeTrue();
        foreach (var added in new[] { "leaders", "regimes", "blackouts", "confirmedWithin" }) json["configuration"]!["filters"]!.AsObject().Remove(added).ShouldBeTrue(added);

        var read = DomainJson.Read<BotKept>(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));

        read.Learning.Open.ShouldBeEmpty();
        read.Learning.Calibration.Total.ShouldBe(new CalibrationBin(0, 0));
        read.Configuration.Learning.Enabled.ShouldBeFalse();
        BotValidation.Validate(read.Configuration).ShouldBeEmpty();
    }

    [Fact]
    public async Task BotKept_OfANewerRelease_StaysWhileTheOthersTrade()
    {
        using var durable = new Durable();
        await durable.Storage.CommitAsync("newer", new GrainCommit(new GrainAddress("bot", Addresses.Bot, "newer"), 0, """{"schema":99,"value":{}}"""u8.ToArray(), [], [], []));
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);

        (await Should.ThrowAsync<Exception>(() => world.Bot(new("newer")).View())).Message.ShouldBe(
            "The state of 'bot' has schema 99, and this version knows up to 3. Start the newer version again, or restore a backup made by this one.");
        await world.JoinAsync(Trading.Roomy("today"));
        await world.PlayRoundsAsync(2);
        (await world.Bot(new("today")).View()).Status.ShouldBe(BotStatus.Running);
        (await durable.Storage.ReadAsync("newer", new GrainAddress("bot", Addresses.Bot, "newer"), TestContext.Current.CancellationToken))!.Version.ShouldBe(1);
    }

    [Fact]
    public void LearningState_OfTheReleaseBefore_HasNoRecordsOfExperts()
    {
        var json = JsonNode.Parse(DomainJson.Bytes(LearningState.Empty))!.AsObject();
        json.Remove("records").ShouldBeTrue();

        DomainJson.Read<LearningState>(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Records.ShouldBeEmpty();
    }

    [Fact]
    public void LearningState_WrittenAndRead_IsTheSame()
    {
        var prediction = new Prediction(InstrumentId.Parse("binance:WIF/USDT"), Trading.From, "strategy.x", [new("momentum", 0.7)], 0.7, 0.5, new ShadowOpinion(2, 0.25), 99, null, Trading.From, 100.1, [new("rsi", 30.25)]);
        var state = Learner.Learn(LearningState.Empty with { Open = [prediction] }, new SignalOutcome(prediction, Trading.From, 0.0123), new LearningSettings());

        DomainJson.Bytes(DomainJson.Read<LearningState>(DomainJson.Bytes(state))).ShouldBe(DomainJson.Bytes(state));
        DomainJson.Read<LearningState>(DomainJson.Bytes(state)).Experts.Of("momentum").ShouldBe(state.Experts.Of("momentum"));
        state.Shadow.Outcomes.ShouldBe(1);
    }
}
