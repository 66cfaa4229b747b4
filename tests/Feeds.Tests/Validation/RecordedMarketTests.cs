using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Validation;

namespace InvestBot.Feeds.Tests.Validation;

public sealed class RecordedMarketTests
{
    [Fact]
    public void Check_RealMemecoins_RefusesFewerThanOneIn20000()
    {
        var recording = RecordingFolder.Open(Path.Combine(AppContext.BaseDirectory, "data", "crypto-2024"));
        var timeframe = recording.Description.Timeframe;
        var refused = recording.Series.Sum(series =>
        {
            var validator = new BarValidator(timeframe, recording.Description.Calendar, new BarValidationOptions());
            return Enumerable.Range(0, series.Count).Select(i => series[i]).Count(bar => !validator.Check(
                new CandidateBar(bar.OpenTime, bar.Open.Value, bar.High.Value, bar.Low.Value, bar.Close.Value, bar.Volume.Value),
                bar.CloseTime(timeframe)).IsAccepted);
        });

        refused.ShouldBeInRange(1, (int)(recording.BarCount / 20_000));
    }
}
