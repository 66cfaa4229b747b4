using InvestBot.Domain.Safety;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Safety;

public sealed class SafetyGateTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly SafetyLimits Limits = new();
    private static readonly SafetyFacts Safe = new(Now.AddHours(-1), 50_000m, Ratio.Percent(35), 500, TimeSpan.FromHours(24), false, false, Ratio.Percent(90), "chain");

    [Fact]
    public void Against_ATokenAtItsLimits_IsNothing() => SafetyGate.Against(Safe, Limits, Now).ShouldBeEmpty();

    [Fact]
    public void Against_WhatIsNotKnown_SaysThatThereIsNoFeed() => SafetyGate.Against(null, Limits, Now).Single().ShouldContain("no feed");

    [Fact]
    public void Against_OldFacts_SaysHowOld() => SafetyGate.Against(Safe, Limits, Now.AddHours(23.5)).Single().ShouldContain("of 2024-05-15 11:00, too old");

    [Fact]
    public void Against_FactsOfTheFuture_DoesNotTakeThem() => SafetyGate.Against(Safe, Limits, Now.AddHours(-2)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("mint")]
    [InlineData("freeze")]
    [InlineData("pool holds")]
    [InlineData("ten largest")]
    [InlineData("holders; at least")]
    [InlineData("hours old")]
    [InlineData("burned or locked")]
    public void Against_OneFault_NamesItAlone(string fault)
    {
        var facts = fault switch
        {
            "mint" => Safe with { CanMint = true },
            "freeze" => Safe with { CanFreeze = true },
            "pool holds" => Safe with { Liquidity = 49_999m },
            "ten largest" => Safe with { TopHolders = Ratio.Percent(36) },
            "holders; at least" => Safe with { Holders = 499 },
            "hours old" => Safe with { Age = TimeSpan.FromHours(23) },
            _ => Safe with { LiquidityHeld = Ratio.Percent(89) },
        };

        SafetyGate.Against(facts, Limits, Now).ShouldHaveSingleItem().ShouldContain(fault);
    }

    [Fact]
    public void Against_NothingButATime_NamesAllSeven() =>
        SafetyGate.Against(new SafetyFacts(Now, null, null, null, null, null, null, null, "chain"), Limits, Now).Length.ShouldBe(7);
}
