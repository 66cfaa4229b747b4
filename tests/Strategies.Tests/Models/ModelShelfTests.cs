using InvestBot.Domain.Models;

namespace InvestBot.Strategies.Models;

public sealed class ModelShelfTests
{
    private static TrainedModel Version(int number) => new(number, "logistic", "strategy.x", 0, [], [], default, default, default);

    private static ShadowScore Score(int model, int outcomes, double probability) =>
        Enumerable.Range(0, outcomes).Aggregate(default(ShadowScore), (score, _) => score.After(model, probability, 0.5, won: true));

    [Fact]
    public void Add_ANewVersion_Shadows() => new ModelShelf().Add(Version(1)).Shadow.ShouldBe(1);

    [Fact]
    public void Add_ATakenNumber_Throws() => Should.Throw<ArgumentException>(() => new ModelShelf().Add(Version(1)).Add(Version(1)));

    [Theory]
    [InlineData(1, 100, 0.7, null)]
    [InlineData(1, 99, 0.7, "too-few-outcomes")]
    [InlineData(2, 100, 0.7, "too-few-outcomes")] // the score of another model
    [InlineData(1, 100, 0.4, "no-better")]
    public void Promote_OfAShadow_AsksForBetterOutcomes(int model, int outcomes, double probability, string? refused)
    {
        var (shelf, why) = new ModelShelf().Add(Version(1)).Promote(Score(model, outcomes, probability), 100);

        (why?.Code).ShouldBe(refused);
        (shelf?.InForce).ShouldBe(refused is null ? 1 : null);
        (shelf?.Shadow).ShouldBeNull();
    }

    [Fact]
    public void RollBack_AfterTwoPromotions_GoesBackStepByStep()
    {
        var shelf = new ModelShelf().Add(Version(1)).Promote(Score(1, 100, 0.7), 100).Shelf!.Add(Version(2)).Promote(Score(2, 100, 0.7), 100).Shelf!;

        shelf.InForce.ShouldBe(2);
        shelf = shelf.RollBack().Shelf!;
        shelf.InForce.ShouldBe(1);
        shelf = shelf.RollBack().Shelf!;
        shelf.InForce.ShouldBeNull();
        shelf.RollBack().Refused!.Code.ShouldBe("nothing-before");
        shelf.Versions.Length.ShouldBe(2);
    }

    [Fact]
    public void Score_OfAnotherModel_BeginsAnew()
    {
        var score = Score(1, 50, 0.7).After(2, 0.9, 0.5, won: false);

        score.Outcomes.ShouldBe(1);
        score.MeanLoss.ShouldBe(-Math.Log(0.1), 1e-12);
        score.MeanPresentLoss.ShouldBe(-Math.Log(0.5), 1e-12);
    }
}
