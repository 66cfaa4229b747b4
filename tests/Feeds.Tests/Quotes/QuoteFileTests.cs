using InvestBot.Feeds.Quotes;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Tests.Quotes;

public sealed class QuoteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("01/03/2017", "01/13/2017", 2017, 1, 3)]
    [InlineData("3/1/2017", "13/1/2017", 2017, 1, 3)]
    [InlineData("3.1.2017", "4.1.2017", 2017, 1, 3)]
    [InlineData("01/03/17", "01/13/17", 2017, 1, 3)]
    [InlineData("2017/1/3", "2017/1/4", 2017, 1, 3)]
    [InlineData("20170103", "20170104", 2017, 1, 3)]
    [InlineData("3-Jan-17", "4-Jan-17", 2017, 1, 3)]
    [InlineData("2017-01-03", "2017-01-04", 2017, 1, 3)]
    [InlineData("2017-01-03T00:00:00Z", "2017-01-04T00:00:00Z", 2017, 1, 3)]
    [InlineData("1/3/2017 12:00:00 AM", "1/23/2017 12:00:00 AM", 2017, 1, 3)]
    [InlineData("\"Jan 3, 2017\"", "\"Jan 04, 2017\"", 2017, 1, 3)]
    [InlineData("1483401600", "1483488000", 2017, 1, 3)]
    [InlineData("1483401600000000", "1483488000000000", 2017, 1, 3)]
    [InlineData("2017-01-03 00:00:00-00:00", "2017-01-04 00:00:00+00:00", 2017, 1, 3)]
    public void Open_CommonDates_AreUnderstood(string first, string second, int year, int month, int day)
    {
        var series = Read($"Date,Open,High,Low,Close,Volume\n{first},1,2,1,1.5,10\n{second},1,2,1,1.5,10\n");
        series.Bars[0].OpenTime.ShouldBe(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero));
        series.Bars.Length.ShouldBe(2);
        series.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Open_AmbiguousDates_TakesTheMonthFirstAndSaysSo()
    {
        var series = Read("Date,Open,High,Low,Close,Volume\n01/03/2017,1,2,1,1.5,10\n01/04/2017,1,2,1,1.5,10\n");
        series.Bars[1].OpenTime.Day.ShouldBe(4);
        series.Notes.ShouldHaveSingleItem().ShouldContain("month/day");
    }

    [Fact]
    public void Open_NewestFirstWithoutVolume_IsSortedAndNoted()
    {
        var series = Read("Close;Date;Low;High;Open\n1.5;2017-01-04;1;2;1\n1.25;2017-01-03;1;2;1\n");
        series.Bars.Select(x => x.Close).ShouldBe([1.25m, 1.5m]);
        series.Bars[0].Volume.ShouldBe(0m);
        series.Notes.ShouldBe(["the file has no volume: 0 was taken", "rows were sorted by time, since line 3 is earlier than the one before"]);
        series.UnsortedLine.ShouldBe(3);
    }

    [Fact]
    public void Open_FaultyRows_AreSkippedWithLineAndReason()
    {
        var series = Read(
            "Date,Open,High,Low,Close,Volume\n2017-01-03,1,2,1,1.5,10\n2017-01-03,1,2,1,1.5,10\n2017-01-04,1,2,1,null,10\n"
            + "soon,1,2,1,1.5,10\n2017-01-05,1,2,1,9,10\n2017-01-06,0,2,0,1,10\n2017-01-07,1\n");
        series.Bars.ShouldHaveSingleItem();
        series.SkippedCount.ShouldBe(6);
        series.Skipped.Select(x => (x.Line, x.Reason)).OrderBy(x => x.Line).ShouldBe([
            (3, QuarantineReason.Duplicate), (4, QuarantineReason.NotANumber), (5, QuarantineReason.Time),
            (6, QuarantineReason.HighBelowLow), (7, QuarantineReason.NotPositive), (8, QuarantineReason.FieldCount)]);
    }

    [Theory]
    [InlineData("<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n20170103,0930,1,2,1,1.5,10\n20170103,0935,1,2,1,1.5,10\n")]
    [InlineData("Volume;Close;Low;High;Open;Time;Date\n10;1,5;1;2;1;09:30:00;03.01.2017\n10;1,5;1;2;1;09:35:00;03.01.2017\n")]
    [InlineData("\uFEFFTime\tOPEN\tHIGH\tLOW\tCLOSE\tVol.\r\n2017-01-03 09:30\t1\t2\t1\t1.5\t10\r\n2017-01-03 09:35\t1\t2\t1\t1.5\t10\r\n")]
    [InlineData("Date,Price,Open,High,Low,Vol.,Name\n\"Jan 3, 2017 9:30\",1.5,1,2,1,10,\"a, b\"\n\"Jan 3, 2017 9:35\",1.5,1,2,1,10,x\n")]
    public void Open_OtherPrograms_AreUnderstood(string text)
    {
        var series = Read(text);
        series.Bars.Select(x => (x.OpenTime, x.Open, x.High, x.Low, x.Close, x.Volume)).ShouldBe([
            (new DateTimeOffset(2017, 1, 3, 9, 30, 0, TimeSpan.Zero), 1m, 2m, 1m, 1.5m, 10m), (new DateTimeOffset(2017, 1, 3, 9, 35, 0, TimeSpan.Zero), 1m, 2m, 1m, 1.5m, 10m)]);
        series.Notes.ShouldContain("times state no zone and were taken as UTC");
        series.SkippedCount.ShouldBe(0);
    }

    [Fact]
    public void Open_MixedZones_KeepsTheFirstKind()
    {
        var series = Read("Date,Open,High,Low,Close,Volume\n2017-01-03T00:00:00Z,1,2,1,1.5,10\n2017-01-04 00:00,1,2,1,1.5,10\n2017-01-05T00:00:00-05:00,1,2,1,1.5,10\n");
        series.Bars.Length.ShouldBe(2);
        (series.Skipped.ShouldHaveSingleItem().Line, series.Skipped[0].Reason).ShouldBe((3, QuarantineReason.MixedZones));
        series.Skipped[0].Remedy.ShouldContain("UTC");
    }

    [Fact]
    public void Open_DecimalCommaBetweenCommas_IsAFault() =>
        Read("Date,Open,High,Low,Close,Volume\n2017-01-03,1,2,1,1.5,10\n2017-01-04,\"1,5\",2,1,1.5,10\n").Skipped.ShouldHaveSingleItem().Reason.ShouldBe(QuarantineReason.NotANumber);

    [Fact]
    public void Open_GzipWithoutItsEnding_IsRead()
    {
        _folder.WriteBytes("quotes.csv", TemporaryFolder.Compress("Date,Open,High,Low,Close,Volume\n2017-01-03,1,2,1,1.5,10\n"));
        QuoteFile.Open(Path.Combine(_folder.Path, "quotes.csv")).Bars.ShouldHaveSingleItem();
    }

    [Fact]
    public void Open_ThousandsOfFaults_NamesAsManyAsAskedAndCountsAll()
    {
        _folder.Write("quotes.csv", "Date,Open,High,Low,Close,Volume\n2017-01-03,1,2,1,1.5,10\n" + string.Concat(Enumerable.Repeat("2017-01-04,1,2,1,oops,10\n", 5000)));
        var path = Path.Combine(_folder.Path, "quotes.csv");
        (QuoteFile.Open(path).Skipped.Length, QuoteFile.Open(path).SkippedCount).ShouldBe((100, 5000));
        var all = QuoteFile.Open(path, keep: 100_000).Skipped;
        (all.Length, all[^1].Line, all[^1].Detail).ShouldBe((5000, 5002, "'oops'"));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n", "columns missing: timestamp, open, high, low, close.")]
    [InlineData("Date,Open,High,Low,Close\n", "it has no rows")]
    [InlineData("Date,Open,High,Low,Close\nsoon,1,1,1,1\n", "line 2: Time, 'soon'. Write the bar's open as")]
    [InlineData("Date,Open,High,Low,Close,Close\n", "columns twice: close")]
    public void Open_NothingUsable_SaysWhy(string text, string expected) =>
        Should.Throw<RecordingException>(() => Read(text)).Message.ShouldContain(expected);

    [Fact]
    public void Open_NoText_SaysWhatItIs()
    {
        _folder.WriteBytes("quotes.csv", System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes("Date,Open,High,Low,Close\n")).ToArray());
        Should.Throw<RecordingException>(() => QuoteFile.Open(Path.Combine(_folder.Path, "quotes.csv"))).Message.ShouldContain("save it as UTF-8");
        Should.Throw<RecordingException>(() => Read(new string(',', 500_000) + "\n")).Message.ShouldContain("more than 1000 columns");
        Should.Throw<RecordingException>(() => Read("Date\0\n")).Message.ShouldContain("this is no text");
    }

    [Fact]
    public void Open_NoFile_SaysSo() =>
        Should.Throw<RecordingException>(() => QuoteFile.Open("/nowhere/quotes.csv")).Message.ShouldContain("There is no file");

    public void Dispose() => _folder.Dispose();

    private QuoteSeries Read(string text)
    {
        _folder.Write("quotes.csv", text);
        return QuoteFile.Open(Path.Combine(_folder.Path, "quotes.csv"));
    }
}
