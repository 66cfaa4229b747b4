using InvestBot.Domain.Markets;
using InvestBot.Feeds.Synthetic;

namespace InvestBot.Feeds.Tests.Synthetic;

public sealed class SyntheticMarketTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Create_Defaults_AreThoseOfTheTrialAndLabelled()
    {
        var recording = SyntheticMarket.Create(["MEME"], Timeframe.OneMinute, Start, new SyntheticOptions());

        recording.Description.Synthetic.ShouldBeTrue();
        recording.Series[0].Instrument.Id.ToString().ShouldBe("synthetic:MEME/USDT");
        recording.Series[0].Count.ShouldBe(1_000);
        recording.Series[0][0].Open.Value.ShouldBe(0.01m);
        recording.First.ShouldBe(Start);
        recording.End.ShouldBe(Start.AddMinutes(1_000));
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameBars()
    {
        var options = new SyntheticOptions { Seed = 42, JumpProbability = 0.01 };
        Closes(options).ShouldBe(Closes(options));
        Closes(options with { Seed = 43 }).ShouldNotBe(Closes(options));
    }

    [Fact]
    public void Create_AnySeed_GivesConsistentBars() =>
        SyntheticMarket.Create(
                ["A", "B"], Timeframe.FiveMinutes, Start, new SyntheticOptions { Steps = 5_000, Volatility = 0.3, JumpProbability = 0.1 })
            .Series.ShouldAllBe(x => Enumerable.Range(0, x.Count).All(i => x[i].IsConsistent));

    [Fact]
    public void Create_ManySteps_HasTheDriftAndVolatilityAskedFor()
    {
        var closes = Closes(new SyntheticOptions { Steps = 20_000, StartPrice = 100m, Drift = 0.0001, Volatility = 0.01 });
        var returns = closes.Zip(closes.Skip(1), (a, b) => Math.Log((double)(b / a))).ToArray();
        var mean = returns.Average();
        Math.Sqrt(returns.Average(x => (x - mean) * (x - mean))).ShouldBe(0.01, 0.0003);
        mean.ShouldBe(0.0001, 0.0003);
    }

    [Fact]
    public void Create_OptionOutOfRange_Throws()
    {
        Should.Throw<ArgumentException>(() => Closes(new SyntheticOptions { Steps = 0 }));
        Should.Throw<ArgumentException>(() => Closes(new SyntheticOptions { Volatility = double.NaN }));
    }

    private static decimal[] Closes(SyntheticOptions options)
    {
        var series = SyntheticMarket.Create(["A"], Timeframe.OneMinute, Start, options).Series[0];
        return [.. Enumerable.Range(0, series.Count).Select(i => series[i].Close.Value)];
    }
}
