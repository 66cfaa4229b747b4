using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tests;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Sentiment;

public sealed class SentimentStrategyTests
{
    private const string Id = "strategy.sentiment";

    private static readonly Series Breakout = Series.Around(100m, 0.2m, 90).Steps(0.03m, 12).To(101.5m);

    private static Signal? SignalAfter(Series series, params (int MinutesBefore, double Score, double Mentions)[] readings)
    {
        var desk = Series.Desk(Id);
        var close = series.Bars[^1].CloseTime(Timeframe.FiveMinutes);
        var view = default(TokenView);
        foreach (var bar in series.Bars)
        {
            if (bar.OpenTime == series.Bars[^1].OpenTime)
                foreach (var (minutes, score, mentions) in readings) desk.Read(new SentimentReading(close.AddMinutes(-minutes), score, mentions, "headlines"));
            view = desk.OnBar(in bar, holds: false);
        }
        return view.Signal;
    }

    [Theory]
    [InlineData(70.0, 20.0, true)]
    [InlineData(60.0, 20.0, false)] // the score must be above
    [InlineData(70.0, 12.0, false)] // mentions rise by no more than is asked
    [InlineData(70.0, 5.0, false)]
    public void Entry_OfABreakout_FollowsScoreAndMentions(double score, double mentions, bool fires)
    {
        var signal = SignalAfter(Breakout, (40, 50, 10), (10, score, mentions));

        (signal is not null).ShouldBe(fires);
        (signal?.Refused).ShouldBeNull();
    }

    [Fact]
    public void Entry_WithoutABreakout_DoesNotFire() => SignalAfter(Series.Around(100m, 0.2m, 100), (40, 50, 10), (10, 70, 20)).ShouldBeNull();

    [Fact]
    public void Entry_WithoutAFeed_IsShownAndRefused()
    {
        var signal = SignalAfter(Breakout).ShouldNotBeNull();

        signal.Refused.ShouldBe(new SignalRefusal("sentiment", "No sentiment of BONK/USDT is known: the instance has no feed of it."));
        signal.Reasons[0].ShouldBe(signal.Refused!.Explanation);
    }

    [Fact]
    public void Entry_WithAnOldReading_IsRefused() =>
        SignalAfter(Breakout, (120, 50, 10), (90, 70, 20))!.Refused!.Explanation.ShouldContain("one counts for 60 minutes");

    [Fact]
    public void Entry_WithAReadingOfTheFuture_IsRefused() => SignalAfter(Breakout, (-5, 70, 20))!.Refused.ShouldNotBeNull();

    [Fact]
    public void Entry_WithOneReading_DoesNotFire() => SignalAfter(Breakout, (10, 70, 20)).ShouldBeNull();

    [Fact]
    public void Signal_OfAGoodWord_SaysWhatItHeard()
    {
        var signal = SignalAfter(Breakout, (40, 50, 10), (10, 90, 30)).ShouldNotBeNull();

        signal.Features.Select(feature => (feature.Name, feature.Value)).Take(3).ShouldBe([("sentiment-score", 90.0), ("mentions-per-hour", 30.0), ("mentions-rise-percent", 200.0)]);
        signal.Confidence.ShouldBeGreaterThan(Breakout.SignalOf("strategy.sma-breakout")!.Confidence - 0.25);
        signal.Reasons[1].ShouldContain("Mentions rose 200 % to 30 an hour");
    }

    [Fact]
    public void Parameters_OfTheBreakout_ArePassedOn() =>
        StrategyCatalog.Find(Id)!.Parameters.Select(parameter => parameter.Name).ShouldContain("channel-bars");
}
