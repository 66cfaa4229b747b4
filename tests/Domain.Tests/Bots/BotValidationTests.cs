using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Bots;

public sealed class BotValidationTests
{
    private static readonly BotConfiguration Usable = new(
        new InstanceId("alpha"), "none", BotMode.Automatic, "strategy.any", ImmutableSortedDictionary<string, string>.Empty, "recording", Timeframe.FiveMinutes,
        [InstrumentId.Parse("alpaca:SPY")], null, new Money(1000m, Currency.Usd), new FilterSettings(), new ExitSettings(), new RiskSettings(), new PaperSettings(), TimeSpan.FromSeconds(60));

    private static readonly string[] Parameters = ["rsi-below"];

    [Fact]
    public void Validate_OfDefaults_FindsNothing() => BotValidation.Validate(Usable).ShouldBeEmpty();

    [Theory]
    [InlineData("exits.stop", "0%")]
    [InlineData("exits.stop", "100%")]
    [InlineData("exits.target", "0")]
    [InlineData("exits.trailing", "1")]
    [InlineData("exits.maximumHolding", "0")]
    [InlineData("exits.rewardMultiple", "-1")]
    [InlineData("filters.relativeStrengthBars", "0")]
    [InlineData("filters.confidence", "1.1")]
    [InlineData("filters.leaders", "1297")]
    [InlineData("filters.regimes", "unknown")]
    [InlineData("filters.leastTurnover", "0")]
    [InlineData("filters.mostSpread", "101%")]
    [InlineData("filters.blackouts", "2024-05-15T13:00Z/2024-05-15T12:00Z")]
    [InlineData("filters.confirmedWithin", "0")]
    [InlineData("learning.rate", "0.6")]
    [InlineData("learning.floor", "0")]
    [InlineData("learning.bound", "0.95")]
    [InlineData("learning.priorStrength", "0")]
    [InlineData("learning.horizonBars", "0")]
    [InlineData("learning.shadowOutcomes", "29")]
    [InlineData("risk.positionSize", "0")]
    [InlineData("risk.positionSize", "101%")]
    [InlineData("risk.fixedNotional", "0")]
    [InlineData("risk.riskPerTrade", "6%")]
    [InlineData("risk.kellyFraction", "0")]
    [InlineData("risk.kellyCap", "6%")]
    [InlineData("risk.kellyTrades", "29")]
    [InlineData("risk.confidenceWeight", "101%")]
    [InlineData("risk.lossPerTrade", "0")]
    [InlineData("risk.tradesPerDay", "0")]
    [InlineData("risk.openPositions", "0")]
    [InlineData("risk.positionNotional", "0")]
    [InlineData("risk.exposure", "0")]
    [InlineData("risk.freeCash", "100%")]
    [InlineData("risk.volumeShare", "0")]
    [InlineData("risk.dailyLoss", "0")]
    [InlineData("risk.drawdown", "200%")]
    [InlineData("risk.consecutiveLosses", "0")]
    [InlineData("risk.cooldownAfterLoss", "99999")]
    [InlineData("risk.rewardRisk", "0")]
    [InlineData("paper.commission", "10%")]
    [InlineData("paper.spread", "-1%")]
    [InlineData("paper.slippage", "50%")]
    [InlineData("paper.volumeShare", "0")]
    public void Validate_OfAValueOutOfRange_NamesFieldAndRemedy(string name, string value)
    {
        var (changed, error) = BotSettings.Set(Usable, name, value, Parameters);
        error.ShouldBeNull();

        var found = BotValidation.Validate(changed!).ShouldHaveSingleItem();

        found.Field.ShouldBe(name);
        found.Remedy.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("75%:33%,30%:33%", "exits.tiers[1].gain")]
    [InlineData("30%:0%", "exits.tiers[0].share")]
    [InlineData("30%:60%,75%:40%", "exits.tiers")]
    public void Validate_OfWrongTiers_NamesTheTier(string tiers, string field) =>
        BotValidation.Validate(BotSettings.Set(Usable, "exits.tiers", tiers, Parameters).Changed!).ShouldHaveSingleItem().Field.ShouldBe(field);

    [Theory]
    [InlineData("30:2%,30:1%", "exits.roi[1].after")]
    [InlineData("0:2%,30:2%", "exits.roi[1].gain")]
    [InlineData("0:-1%", "exits.roi[0].gain")]
    public void Validate_OfAWrongFallingTarget_NamesTheStep(string steps, string field) =>
        BotValidation.Validate(BotSettings.Set(Usable, "exits.roi", steps, Parameters).Changed!).ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public void Validate_OfAnEmptyUniverse_IsAnError() => BotValidation.Validate(Usable with { Universe = [] }).ShouldHaveSingleItem().Field.ShouldBe("universe");

    [Fact]
    public void Validate_OfNoCapital_IsAnError() => BotValidation.Validate(Usable with { Capital = Money.Zero(Currency.Usd) }).ShouldHaveSingleItem().Field.ShouldBe("capital");

    [Theory]
    [InlineData("exits.stop", "2%")]
    [InlineData("exits.stop", "0.02")]
    [InlineData("exits.stop", "none")]
    [InlineData("exits.tiers", "30%:33%,75%:33%")]
    [InlineData("exits.tiers", "none")]
    [InlineData("exits.roi", "0:4%,30:2%,120:0%")]
    [InlineData("exits.roi", "none")]
    [InlineData("risk.sizing", "fractionalKelly")]
    [InlineData("risk.lossPerTrade", "none")]
    [InlineData("risk.sizing", "riskPerTrade")]
    [InlineData("risk.cooldownAfterLoss", "0")]
    [InlineData("paper.latencySeconds", "0.5")]
    [InlineData("paper.seed", "7")]
    [InlineData("filters.relativeStrength", "true")]
    public void Set_OfAReadableValue_GivesAUsableConfiguration(string name, string value) =>
        BotValidation.Validate(BotSettings.Set(Usable, name, value, Parameters).Changed!).ShouldBeEmpty();

    [Theory]
    [InlineData("exits.stop", "two")]
    [InlineData("risk.openPositions", "2.5")]
    [InlineData("risk.sizing", "lots")]
    [InlineData("exits.tiers", "30%")]
    [InlineData("exits.roi", "4%")]
    [InlineData("exits.roi", "-5:4%")]
    [InlineData("filters.relativeStrength", "perhaps")]
    public void Set_OfAnUnreadableValue_IsRefused(string name, string value) => BotSettings.Set(Usable, name, value, Parameters).Error!.Value.ShouldBe(value);

    [Fact]
    public void Set_OfAnUnknownName_NamesTheNearest() => BotSettings.Set(Usable, "risk.openPosition", "3", Parameters).Error!.Remedy.ShouldContain("risk.openPositions");

    [Fact]
    public void Set_OfAParameter_KeepsItAsText() => BotSettings.Set(Usable, "rsi-below", "25", Parameters).Changed!.Parameters["rsi-below"].ShouldBe("25");
}
