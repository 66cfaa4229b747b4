using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Synthetic;

namespace InvestBot.Feeds.Tests.Recordings;

public sealed class RecordingPartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

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

    [Fact]
    public void InSessions_OfAShare_LeavesOutWhatLiesOutside()
    {
        // A half day: open from 14:30 to 18:00.
        var recording = Share("5m", "2025-11-28T14:25:00Z", "2025-11-28T14:30:00Z", "2025-11-28T17:55:00Z", "2025-11-28T18:00:00Z");

        var within = recording.InSessions();

        Enumerable.Range(0, within.Series[0].Count).Select(i => within.Series[0][i].OpenTime.Hour).ShouldBe([14, 17]);
        within.InSessions().ShouldBeSameAs(within);
        Whole.InSessions().ShouldBeSameAs(Whole);
    }

    [Fact]
    public void InSessions_OfDays_LeavesNothingOut()
    {
        var recording = Share("1d", "2025-11-26T00:00:00Z", "2025-11-28T00:00:00Z");

        recording.InSessions().ShouldBeSameAs(recording);
    }

    [Fact]
    public void InSessions_WhenAllLiesOutside_SaysWhatToDo() =>
        Should.Throw<RecordingException>(() => Share("5m", "2025-11-28T03:00:00Z").InSessions()).Message.ShouldContain("regular session of the NYSE");

    public void Dispose() => _folder.Dispose();

    private Recording Share(string timeframe, params string[] times)
    {
        _folder.Write("recording.yaml", $"calendar: nyse\ntimeframe: {timeframe}\n");
        _folder.Write($"SPY_{timeframe}.csv", $"t,o,h,l,c,v\n{string.Concat(times.Select(time => $"{time},1,2,1,1.5,3\n"))}");
        return RecordingFolder.Open(_folder.Path);
    }
}
