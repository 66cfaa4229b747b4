using InvestBot.Domain.Bots;

namespace InvestBot.Domain.Models;

public sealed class ModelTakeoverTests
{
    private static readonly DateTimeOffset Day = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ModelShelf One = new ModelShelf().Add(Model(1)) with { InForce = 1, Shadow = null, Before = [0] };
    private static readonly LearningSettings Settings = new() { Enabled = true, Models = One };

    [Fact]
    public void Promotion_IsTakenOverWithItsWayBack()
    {
        var promoted = One.Add(Model(2)) with { InForce = 2, Shadow = null, Before = [0, 1] };

        var models = ModelTakeover.After(Settings, promoted).Settings!.Models;

        (models.InForce, models.Shadow, models.Versions.Length).ShouldBe((2, null, 2));
        ModelTakeover.After(Settings with { Models = models }, promoted.RollBack().Shelf!).Settings!.Models.InForce.ShouldBe(1);
    }

    [Fact]
    public void WhatItHas_ChangesNothing() =>
        ModelTakeover.After(Settings, One with { Versions = [Model(1)], Before = [0] }).Settings.ShouldBeSameAs(Settings);

    [Fact]
    public void NewVersion_OfAPinnedBot_Shadows()
    {
        var models = ModelTakeover.After(Settings with { Pinned = true }, One.Add(Model(2))).Settings!.Models;

        (models.InForce, models.Shadow).ShouldBe((1, 2));
    }

    [Fact]
    public void RollBack_OfOthers_LeavesAPinnedBotWithoutAShadowThatItHasInForce() =>
        ModelTakeover.After(Settings with { Pinned = true }, One).Settings!.Models.Shadow.ShouldBeNull();

    [Fact]
    public void AnotherModelOfTheSameNumber_IsRefused() =>
        ModelTakeover.After(Settings, One with { Versions = [Model(1) with { Intercept = 7 }] }).Refused!.Code.ShouldBe("other-model");

    [Fact]
    public void Pin_OnTheVotes_TakesTheModelOutOfForce()
    {
        var pinned = ModelTakeover.Pin(Settings, 0).Settings!;

        (pinned.Pinned, pinned.Models.InForce, pinned.Models.Before[^1]).ShouldBe((true, null, 1));
        ModelTakeover.Pin(pinned, 0).Settings.ShouldBeSameAs(pinned);
        ModelTakeover.Pin(Settings, 5).Refused!.Code.ShouldBe("unknown-model");
    }

    private static TrainedModel Model(int number) => new(number, "logistic", "strategy.x", 0.1, [new LinearTerm("a", 0, 1, number)], [new Stump("b", 1, -1, 1)], Day, Day.AddDays(1), new ModelValidation(40, 0.6, 0.7, 0.2));
}
