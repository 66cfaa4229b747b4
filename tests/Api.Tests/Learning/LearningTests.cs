using System.Collections.Immutable;
using System.Text.Json;
using InvestBot.Api.Host;
using InvestBot.Api.Hub;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Models;
using InvestBot.Feeds.Recordings;
using InvestBot.Silo.Instances;
using InvestBot.Strategies.Presets;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api.Learning;

public sealed class LearningTests(ApiHost host)
{
    private static readonly ImmutableArray<string> Sensitive = ["fast-bars=2", "slow-bars=3", "channel-bars=2", "change-bars=1", "change-percent=0", "range-bars=1", "range-least-percent=0", "exit-on-cross=0"];

    [Fact]
    public async Task Learning_OfABotThatTrades_ShowsWeightsCalibrationAndModels()
    {
        var name = await LearningInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        await using var hub = await HubClient.OpenAsync(host);
        await hub.InvokeAsync("Follow", name, 0);

        var learning = await client.GetJsonAsync($"/api/v1/instances/{name}/learning");
        while (learning.GetProperty("outcomes").GetInt64() < 3)
        {
            await hub.NextAsync("tick");
            learning = await client.GetJsonAsync($"/api/v1/instances/{name}/learning");
        }

        learning.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        var (outcomes, won) = (learning.GetProperty("outcomes").GetInt64(), learning.GetProperty("won").GetInt64());
        var expert = learning.GetProperty("experts").EnumerateArray().ShouldHaveSingleItem();
        (expert.Text("expert"), expert.GetProperty("share").GetDouble()).ShouldBe(("sma-breakout", 1.0));
        (expert.GetProperty("outcomes").GetInt64(), expert.GetProperty("won").GetInt64()).ShouldBe((outcomes, won));
        expert.GetProperty("weight").GetDouble().ShouldNotBe(1.0);
        learning.GetProperty("instruments").EnumerateArray().ShouldNotBeEmpty();
        ShouldBeCalibrated(learning, outcomes, won);
        learning.GetProperty("models").GetProperty("inForce").Text("number").ShouldBe("1");
        var shadow = learning.GetProperty("models").GetProperty("shadow");
        shadow.GetProperty("model").Text("number").ShouldBe("2");
        shadow.GetProperty("outcomes").GetInt64().ShouldBe(outcomes);
        shadow.GetProperty("logLoss").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Models_OfferedToAllBots_ReachTheOneThatLearnsUnlessItIsPinned()
    {
        var name = await LearningInstanceAsync();
        using var client = await host.AsAsync("viewer");
        var offers = host.Services.GetRequiredService<ModelOffers>();
        var promoted = new ModelShelf { Versions = [Model(1), Model(2)], InForce = 2, Before = [1] };

        (await offers.PinAsync(new InstanceId(name), 1, "test")).Ok.ShouldBeTrue();
        await offers.OfferAsync("strategy.sma-breakout", promoted, "test", CancellationToken.None);
        var pinned = (await client.GetJsonAsync($"/api/v1/instances/{name}/learning")).GetProperty("models");
        (await offers.PinAsync(new InstanceId(name), null, "test")).Ok.ShouldBeTrue();
        var told = await offers.OfferAsync("strategy.sma-breakout", promoted, "test", CancellationToken.None);
        var free = (await client.GetJsonAsync($"/api/v1/instances/{name}/learning")).GetProperty("models");

        (pinned.GetProperty("inForce").Text("number"), pinned.GetProperty("pinned").GetBoolean()).ShouldBe(("1", true));
        (free.GetProperty("inForce").Text("number"), free.GetProperty("pinned").GetBoolean()).ShouldBe(("2", false));
        told.ShouldContain($"{name}: model 2 is in force from the next round on.");
        // Bots of other tests come and go meanwhile; it is this one that has nothing to take.
        (await offers.OfferAsync("strategy.sma-breakout", promoted, "test", CancellationToken.None)).ShouldNotContain(line => line.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Learning_BeforeTheFirstOutcome_SaysHalfAndNothingRealized()
    {
        var name = await host.CreateInstanceAsync("ensemble-kelly");
        using var client = await host.AsAsync("viewer");

        var learning = await client.GetJsonAsync($"/api/v1/instances/{name}/learning");

        learning.GetProperty("experts").EnumerateArray().Select(expert => (expert.Text("expert"), expert.GetProperty("weight").GetDouble(), expert.GetProperty("outcomes").GetInt64()))
            .ShouldBe([("sma-breakout", 1.0, 0L), ("mean-reversion", 1.0, 0L), ("momentum", 1.0, 0L)]);
        learning.GetProperty("baseRate").GetDouble().ShouldBe(0.5);
        learning.GetProperty("calibration").EnumerateArray().Select(range => range.GetProperty("realized").ValueKind).ShouldAllBe(kind => kind == JsonValueKind.Null);
        learning.GetProperty("models").GetProperty("inForce").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Learning_OfABotThatDoesNotLearn_SaysSo()
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("viewer");

        (await client.GetJsonAsync($"/api/v1/instances/{name}/learning")).GetProperty("enabled").GetBoolean().ShouldBeFalse();
    }

    private static void ShouldBeCalibrated(JsonElement learning, long outcomes, long won)
    {
        var (strength, rate) = (learning.GetProperty("priorStrength").GetDouble(), learning.GetProperty("baseRate").GetDouble());
        rate.ShouldBe((won + (strength / 2)) / (outcomes + strength), 1e-12);
        var ranges = learning.GetProperty("calibration").EnumerateArray().ToList();
        ranges.Count.ShouldBe(10);
        ranges.Sum(range => range.GetProperty("outcomes").GetInt64()).ShouldBe(outcomes);
        foreach (var range in ranges)
        {
            var (bin, gained) = (range.GetProperty("outcomes").GetInt64(), range.GetProperty("won").GetInt64());
            range.GetProperty("confidence").GetDouble().ShouldBe((gained + (strength * rate)) / (bin + strength), 1e-12);
            if (bin > 0) range.GetProperty("realized").GetDouble().ShouldBe((double)gained / bin, 1e-12);
        }
    }

    // It wishes at nearly every rise of the waves; a model is in force and another shadows it.
    private async Task<string> LearningInstanceAsync()
    {
        var id = new InstanceId(TestKit.Postgres.PostgresFixture.UniqueName("l").Replace('_', '-'));
        var recording = host.Services.GetRequiredService<Recording>();
        MarketDescription market = new(
            recording.Description.Id, recording.Description.Timeframe, recording.Description.Quote, [.. recording.Series.Select(series => series.Instrument)], recording.Description.Benchmark);
        var configuration = PresetCatalog.ForStrategy("strategy.sma-breakout", id, market) with
        {
            Parameters = Sensitive.Select(setting => setting.Split('=')).ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
            Learning = new LearningSettings { Enabled = true, HorizonBars = 6, Models = new ModelShelf { Versions = [Model(1), Model(2)], InForce = 1, Shadow = 2 } },
        };
        (await host.Services.GetRequiredService<InstanceKeeper>().CreateAsync(configuration, "test", CancellationToken.None)).Ok.ShouldBeTrue();
        return id.ToString();
    }

    private static TrainedModel Model(int number) => new(
        number, "logistic", "strategy.sma-breakout", 0.1 * number, [new LinearTerm("atr-percent", 0, 1, 0.01)], [], TestMarket.First, TestMarket.First.AddDays(1), new ModelValidation(40, 0.69, 0.7, 0.24));
}
