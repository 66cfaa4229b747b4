using System.Text.Json.Nodes;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Json;

namespace InvestBot.Api.Instances;

/// <summary>What was stored before a setting existed reads with its default.</summary>
public sealed class StoredBeforeTests
{
    private static readonly ExitPlan Plan = new(new Price(9m), new Price(12m), [new ExitTier(Ratio.Percent(10), Ratio.Percent(33))], true, Ratio.Percent(5), TimeSpan.FromHours(1));

    [Fact]
    public void Exits_WithoutAFallingTarget_HaveNone()
    {
        var settings = Read(new ExitSettings { Stop = Ratio.Percent(2) }, "roi");
        (settings.Stop, settings.Roi.IsDefault, settings.Roi.Length).ShouldBe((Ratio.Percent(2), false, 0));
        var plan = Read(Plan, "roi");
        (plan.Stop, plan.Roi.IsDefault, plan.Roi.Length).ShouldBe((Plan.Stop, false, 0));
    }

    [Fact]
    public void Risk_WithoutWhatTradesCameTo_BeginsWithNone()
    {
        Read(RiskState.Start(new Money(1000m, Currency.Usd)), "edge").Edge.ShouldBe(RealizedEdge.None);
        Read(new RiskSettings(), "kellyFraction", "kellyCap", "kellyTrades", "confidenceWeight").ShouldBe(new RiskSettings());
    }

    [Fact]
    public void FallingTarget_AsJson_ComesBackTheSame()
    {
        ExitSettings settings = new() { Roi = [new RoiStep(TimeSpan.Zero, Ratio.Percent(4)), new RoiStep(TimeSpan.FromMinutes(30), Ratio.Percent(2))] };

        var json = JsonNode.Parse(DomainJson.Bytes(settings))!;

        json["roi"]!.ToJsonString().ShouldBe("""[{"after":"00:00:00","gain":"0.04"},{"after":"00:30:00","gain":"0.02"}]""");
        DomainJson.Read<ExitSettings>(DomainJson.Bytes(settings)).Roi.ShouldBe(settings.Roi);
        DomainJson.Read<ExitPlan>(DomainJson.Bytes(Plan with { Roi = settings.Roi })).Roi.ShouldBe(settings.Roi);
    }

    // As it is written now, less what was not there then.
    private static T Read<T>(T value, params string[] without)
    {
        var json = JsonNode.Parse(DomainJson.Bytes(value))!.AsObject();
        foreach (var name in without) json.Remove(name).ShouldBeTrue(name);
        return DomainJson.Read<T>(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
