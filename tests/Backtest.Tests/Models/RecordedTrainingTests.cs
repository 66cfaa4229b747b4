using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tests;
using InvestBot.Strategies.Models;

namespace InvestBot.Backtest.Models;

/// <summary>From recorded bars to a model: outcomes of a backtest that learns are what models are trained on.</summary>
public sealed class RecordedTrainingTests
{
    [Fact]
    public void Train_OnRecordedOutcomes_SaysHowItDoesOutOfSampleOrWhyThereIsNone()
    {
        var bot = Market.Coins.Bot("ensemble-kelly");
        var result = Backtester.Run(new BacktestRequest(bot, Market.Coins.Tapes, Market.At("2024-04-01T00:00:00Z"), Market.At("2024-06-30T00:00:00Z")), TestContext.Current.CancellationToken);
        var samples = result.Outcomes.Select(TrainingSample.Of).ToList();

        samples.Count.ShouldBeGreaterThan(500);
        result.Learning.Calibration.Total.All.ShouldBe(samples.Count);
        foreach (var kind in new[] { "logistic", "boosted" })
        {
            var (model, refused) = ModelTrainer.Train(kind, 1, bot.Strategy, samples);
            TestContext.Current.TestOutputHelper?.WriteLine(model is null ? refused!.Explanation : $"{kind}: {model.Validation}");
            if (model is null)
            {
                refused!.Code.ShouldBe("no-better-than-base-rate");
                continue;
            }
            model.Validation.LogLoss.ShouldBeLessThan(model.Validation.BaseLogLoss);
            model.TrainedTo.ShouldBeLessThan(samples[^1].At);
            samples.ShouldAllBe(sample => model.Probability(sample.Features) > 0 && model.Probability(sample.Features) < 1);
        }
    }
}
