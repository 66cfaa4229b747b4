using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Synthetic;

namespace InvestBot.Feeds.Tests.Recordings;

public sealed class RecordingPartTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly Recording Whole = SyntheticMarket.Create(["A", "B", "C"], Timeframe.FiveMinutes, Start, new SyntheticOptions { Seed = 7, Steps = 50 });

    [Fact]
    public void Part_HasTheBarsOfItsTimeAsTheyWere()
    {
        var series = Whole.Series[1];

        var part = Whole.Between(Start.AddMinutes(50), Start.AddMinutes(100), [series.Instrument.Id]);

        part.Series.ShouldHaveSingleItem().Instrument.ShouldBe(series.Instrument);
        Enumerable.Range(0, part.Series[0].Count).Select(i => part.Series[0][i]).ShouldBe(Enumerable.Range(10, 10).Select(i => series[i]));
    }

    [Fact]
    public void Part_WithoutABar_IsRefused() =>
        Should.Throw<ArgumentException>(() => Whole.Between(Start.AddDays(9), Start.AddDays(10), [Whole.Series[0].Instrument.Id])).Message.ShouldContain("has no bar");
}
