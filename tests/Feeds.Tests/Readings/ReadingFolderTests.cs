using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Tests;

namespace InvestBot.Feeds.Readings;

public sealed class ReadingFolderTests : IDisposable
{
    private static readonly InstrumentId Bonk = InstrumentId.Parse("binance:BONK/USDT");
    private static readonly DateTimeOffset Six = new(2024, 5, 15, 6, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public ReadingFolderTests()
    {
        _folder.Write("BONK_5m.csv", "timestamp,open,high,low,close,volume\n2024-05-15T06:00:00Z,1,1,1,1,10\n2024-05-15T06:05:00Z,1,1,1,1,10\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "readings"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_OfOneTime_AreOneReadingAndWhatIsMissingGoesOn()
    {
        var recording = Read("value,time,kind,instrument\n10,2024-05-15T06:00:00Z,mentions,BONK\n72,2024-05-15T06:00:00Z,sentiment,bonk/usdt\n80.5,2024-05-15T07:00:00+01:00,sentiment,BONK\n80,2024-05-15T06:30:00Z,sentiment,BONK\n");

        // 07:00 at +01:00 is 06:00 again.
        recording.Quarantined.ShouldHaveSingleItem().Line.ShouldBe(4);
        recording.Readings[Bonk].ShouldBe([new SentimentReading(Six, 72, 10, "posts"), new SentimentReading(Six.AddMinutes(30), 80, 10, "posts")]);
    }

    [Fact]
    public void Mentions_BeforeTheFirstScore_AreNoReading() =>
        Read("time,instrument,kind,value\n2024-05-15T06:00:00Z,BONK,mentions,4\n").Readings.Values.Sum(said => said.Length).ShouldBe(0);

    [Theory]
    [InlineData("2024-05-15T06:00:00,BONK,sentiment,50", "the time '2024-05-15T06:00:00' is none with a zone")]
    [InlineData("noon,BONK,sentiment,50", "the time 'noon' is none with a zone")]
    [InlineData("2024-05-15T06:00:00Z,WIF,sentiment,50", "there are no bars of 'WIF'")]
    [InlineData("2024-05-15T06:00:00Z,BONK,mood,50", "the kind 'mood' is neither sentiment nor mentions")]
    [InlineData("2024-05-15T06:00:00Z,BONK,sentiment,NaN", "the value 'NaN' is no number")]
    [InlineData("2024-05-15T06:00:00Z,BONK,sentiment,101", "sentiment cannot be 101; it lies from 0 to 100")]
    [InlineData("2024-05-15T06:00:00Z,BONK,mentions,-1", "mentions cannot be -1; it is 0 or more an hour")]
    [InlineData("2024-05-15T06:00:00Z,BONK,sentiment", "3 fields where the header has 4")]
    public void FaultyRow_IsLeftOutWithFileLineAndReason(string row, string reason)
    {
        var recording = Read($"time,instrument,kind,value\n{row}\n2024-05-15T06:05:00Z,BONK,sentiment,60\n");

        var bad = recording.Quarantined.ShouldHaveSingleItem();
        (bad.File, bad.Line, bad.Reason, bad.Detail).ShouldBe(("readings/posts.csv", 2, QuarantineReason.Reading, reason));
        bad.Remedy.ShouldContain("2024-05-15T06:00:00Z,BONK,sentiment,72");
        recording.Readings[Bonk].ShouldHaveSingleItem().Score.ShouldBe(60);
    }

    [Fact]
    public void Header_WithoutAColumn_RefusesTheFile()
    {
        var recording = Read("time,instrument,value\n2024-05-15T06:05:00Z,BONK,60\n");

        recording.Quarantined.ShouldHaveSingleItem().Line.ShouldBe(0);
        recording.Readings.ShouldBeEmpty();
    }

    [Fact]
    public void FaultyRow_WhereAllMustBeRight_RefusesTheFolder()
    {
        _folder.Write(Path.Combine("readings", "posts.csv"), "time,instrument,kind,value\nnoon,BONK,sentiment,60\n");

        Should.Throw<RecordingException>(() => RecordingFolder.Open(_folder.Path, new RecordingOptions(Strict: true))).Message.ShouldContain("readings/posts.csv, line 2");
    }

    private Recording Read(string text)
    {
        _folder.Write(Path.Combine("readings", "posts.csv"), text);
        return RecordingFolder.Open(_folder.Path);
    }
}
