using InvestBot.Domain.Models;
using InvestBot.Domain.Signals;

namespace InvestBot.Strategies.Models;

public sealed class ModelTrainerTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Signals with two features that matter as a truth says, and one that does not.
    private static List<TrainingSample> Draw(int seed, int count, Func<double, double, double> chance)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (a, b, noise) = (random.NextDouble() * 4, random.NextDouble() * 2, random.NextDouble());
            return new TrainingSample(Start.AddMinutes(30 * i), Start.AddMinutes((30 * i) + 25), [new Feature("a", a), new Feature("b", b), new Feature("noise", noise), new Feature("close", i)], random.NextDouble() < chance(a, b));
        })];
    }

    private static double Linear(double a, double b) => 1 / (1 + Math.Exp(-((1.2 * (a - 2)) - (0.8 * (b - 1)))));

    private static double Stepped(double a, double b) => a > 3 ? 0.8 : b > 1.5 ? 0.15 : 0.4;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Logistic_OfALogisticTruth_FindsItsWeights(int seed)
    {
        var model = ModelTrainer.Train("logistic", 1, "strategy.x", Draw(seed, 6000, Linear)).Model.ShouldNotBeNull();
        double Slope(string name) => model.Terms.Single(term => term.Feature == name) is var term ? term.Weight / term.Scale : 0;

        Slope("a").ShouldBe(1.2, 0.2);
        Slope("b").ShouldBe(-0.8, 0.2);
        Slope("noise").ShouldBe(0.0, 0.4);
        model.Terms.Select(term => term.Feature).ShouldNotContain("close");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Boosted_OfASteppedTruth_ComesNearerThanLogistic(int seed)
    {
        var samples = Draw(seed, 6000, Stepped);
        var boosted = ModelTrainer.Train("boosted", 1, "strategy.x", samples).Model.ShouldNotBeNull();
        var logistic = ModelTrainer.Train("logistic", 2, "strategy.x", samples).Model.ShouldNotBeNull();

        double Error(TrainedModel model) => Draw(seed + 50, 2000, Stepped).Average(sample => Math.Abs(model.Probability(sample.Features) - Stepped(TrainedModel.ValueOf(sample.Features, "a"), TrainedModel.ValueOf(sample.Features, "b"))));
        Error(boosted).ShouldBeLessThan(Error(logistic));
        Error(boosted).ShouldBeLessThan(0.08);
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("boosted")]
    public void Train_OnWhatHasNoRelation_IsRefused(string kind)
    {
        var (model, refused) = ModelTrainer.Train(kind, 1, "strategy.x", Draw(7, 600, (_, _) => 0.4));

        model.ShouldBeNull();
        refused!.Code.ShouldBe("no-better-than-base-rate");
    }

    [Fact]
    public void Train_OnTooFew_IsRefused() =>
        ModelTrainer.Train("logistic", 1, "strategy.x", Draw(1, 200, Linear)).Refused!.Code.ShouldBe("too-few-outcomes");

    [Fact]
    public void Train_WhenARelationTurnsRound_IsRefused()
    {
        var samples = Draw(3, 2000, Linear).Select((sample, i) => i < 1400 ? sample : sample with { Won = !sample.Won });

        ModelTrainer.Train("logistic", 1, "strategy.x", samples).Refused!.Code.ShouldBe("no-better-than-base-rate");
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("boosted")]
    public void Train_OnTheSameInAnotherOrder_GivesTheSameModel(string kind)
    {
        var samples = Draw(4, 1000, Stepped);
        var (one, other) = (ModelTrainer.Train(kind, 1, "strategy.x", samples).Model!, ModelTrainer.Train(kind, 1, "strategy.x", samples.AsEnumerable().Reverse()).Model!);

        (one.Intercept, one.Validation, one.TrainedTo).ShouldBe((other.Intercept, other.Validation, other.TrainedTo));
        one.Terms.ShouldBe(other.Terms);
        one.Stumps.ShouldBe(other.Stumps);
    }

    [Fact]
    public void Train_LeavesOutWhatWasKnownOnlyLater()
    {
        // Every outcome is known a year later: none was known when the first signal of validation came.
        var samples = Draw(4, 1000, Stepped).Select(sample => sample with { Known = sample.At.AddDays(365) });

        ModelTrainer.Train("logistic", 1, "strategy.x", samples).Refused!.Explanation.ShouldContain("There are 0 outcomes to train on");
    }
}
