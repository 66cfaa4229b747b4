using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Tests.Recordings;

public sealed class FaultyRowTests : IDisposable
{
    private const string Header = "timestamp,open,high,low,close,volume\n";
    private const string Good = "2024-01-01T00:00:00Z,10,11,9,10.5,100\n";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("2024-01-01T00:05:00Z,10,11,9,10.5", QuarantineReason.FieldCount)]
    [InlineData("2024-01-01T00:05:00Z,10,11,9,10.5,1,1", QuarantineReason.FieldCount)]
    [InlineData("later,10,11,9,10.5,1", QuarantineReason.Time)]
    [InlineData("2024-01-01T00:05:00,10,11,9,10.5,1", QuarantineReason.MixedZones)]
    [InlineData("2024-01-01T00:07:00Z,10,11,9,10.5,1", QuarantineReason.OffGrid)]
    [InlineData("2024-01-01T00:05:30Z,10,11,9,10.5,1", QuarantineReason.OffGrid)]
    [InlineData("2024-01-01T00:00:00Z,10,11,9,10.5,1", QuarantineReason.Duplicate)]
    [InlineData("2023-12-31T23:55:00Z,10,11,9,10.5,1", QuarantineReason.OutOfOrder)]
    [InlineData("2024-01-01T00:05:00Z,NaN,11,9,10.5,1", QuarantineReason.NotANumber)]
    [InlineData("2024-01-01T00:05:00Z,10,inf,9,10.5,1", QuarantineReason.NotANumber)]
    [InlineData("2024-01-01T00:05:00Z,10,11,,10.5,1", QuarantineReason.NotANumber)]
    [InlineData("2024-01-01T00:05:00Z,10,11,9,10.5,x", QuarantineReason.NotANumber)]
    [InlineData("2024-01-01T00:05:00Z,0,11,0,10.5,1", QuarantineReason.NotPositive)]
    [InlineData("2024-01-01T00:05:00Z,10,11,-9,10.5,1", QuarantineReason.NotPositive)]
    [InlineData("2024-01-01T00:05:00Z,10,11,9,10.5,-1", QuarantineReason.NotPositive)]
    [InlineData("2024-01-01T00:05:00Z,10,9,11,10,1", QuarantineReason.HighBelowLow)]
    [InlineData("2024-01-01T00:05:00Z,12,11,9,10,1", QuarantineReason.HighBelowLow)]
    [InlineData("2024-01-01T00:05:00Z,10,11,9,8.99,1", QuarantineReason.HighBelowLow)]
    public void Open_FaultyRow_IsQuarantinedWithLineAndReason(string row, QuarantineReason reason)
    {
        _folder.Write("SOL_5m.csv", Header + Good + row + "\n2024-01-01T00:10:00Z,10,11,9,10.5,100\n");

        var recording = RecordingFolder.Open(_folder.Path);

        recording.BarCount.ShouldBe(2);
        var bad = recording.Quarantined.ShouldHaveSingleItem();
        (bad.File, bad.Line, bad.Reason).ShouldBe(("SOL_5m.csv", 3, reason));
        bad.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("", QuarantineReason.Empty)]
    [InlineData("timestamp,open,high,low,close,volume\n", QuarantineReason.Empty)]
    [InlineData("timestamp,open,high,low,volume\n2024-01-01T00:00:00Z,1,1,1,1\n", QuarantineReason.Columns)]
    [InlineData("timestamp,open,high,low,close,close,volume\n", QuarantineReason.Columns)]
    public void Open_FaultyFile_IsNamedAndOthersAreRead(string text, QuarantineReason reason)
    {
        _folder.Write("BAD_5m.csv", text);
        _folder.Write("SOL_5m.csv", Header + Good);

        var recording = RecordingFolder.Open(_folder.Path);

        recording.BarCount.ShouldBe(1);
        recording.Quarantined.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public void Open_TruncatedGzip_KeepsWholeRowsOnly()
    {
        var rows = string.Concat(Enumerable.Range(0, 288).Select(i =>
            $"2024-01-01T{i / 12:00}:{i % 12 * 5:00}:00Z,1{i * 7919 % 100:00},300,{50 + (i * 31 % 40)},120.{i * 6007 % 1000:000},{i * 104729}\n"));
        var whole = TemporaryFolder.Compress(Header + rows);
        _folder.WriteBytes("SOL_5m.csv.gz", whole[..(whole.Length * 2 / 3)]);

        var recording = RecordingFolder.Open(_folder.Path);

        recording.BarCount.ShouldBeInRange(50, 250);
        recording.Quarantined.ShouldContain(x => x.Reason == QuarantineReason.Unreadable && x.Line > 0);
        var last = recording.Series[0][recording.Series[0].Count - 1];
        rows.ShouldContain($"{last.OpenTime:yyyy-MM-ddTHH:mm:ssZ},{last.Open},{last.High},{last.Low},{last.Close.Value:0.000},{last.Volume}\n");
    }

    [Fact]
    public void Open_DateAndTimeInTwoColumns_AreOneTime()
    {
        _folder.Write("SOL_5m.csv", "Date,Time,Open,High,Low,Close,Volume\n2024-01-01,00:00:00,10,11,9,10.5,1\n2024-01-01,00:05:00,10,11,9,10.5,1\n");

        var recording = RecordingFolder.Open(_folder.Path);

        (recording.BarCount, recording.QuarantinedCount).ShouldBe((2L, 0L));
    }

    [Fact]
    public void Open_GzipNamedCsv_IsRead()
    {
        _folder.WriteBytes("SOL_5m.csv", TemporaryFolder.Compress(Header + Good));

        RecordingFolder.Open(_folder.Path).BarCount.ShouldBe(1);
    }

    [Fact]
    public void Open_NotGzip_IsUnreadable()
    {
        _folder.Write("BAD_5m.csv.gz", Header + Good);
        _folder.Write("SOL_5m.csv", Header + Good);

        RecordingFolder.Open(_folder.Path).Quarantined.ShouldHaveSingleItem().Reason.ShouldBe(QuarantineReason.Unreadable);
    }

    [Fact]
    public void Open_Strict_ThrowsWithPlaceAndRemedy()
    {
        _folder.Write("SOL_5m.csv", Header + Good + Good);

        var error = Should.Throw<RecordingException>(() => RecordingFolder.Open(_folder.Path, new RecordingOptions(Strict: true)));

        error.Message.ShouldContain("SOL_5m.csv, line 3");
        error.Message.ShouldContain("Keep one of the rows.");
    }

    [Fact]
    public void Open_ManyFaults_AreCountedAndTheFirstKept()
    {
        _folder.Write("SOL_5m.csv", Header + Good + string.Concat(Enumerable.Repeat(Good, 500)));

        var recording = RecordingFolder.Open(_folder.Path, new RecordingOptions(KeepPerFile: 10));

        recording.QuarantinedCount.ShouldBe(500);
        recording.Quarantined.Length.ShouldBe(10);
        recording.Files[0].Quarantined.ShouldBe(500);
    }

    public void Dispose() => _folder.Dispose();
}
