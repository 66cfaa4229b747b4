using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Tests.Recordings;

public sealed class RecordingFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_ShippedCrypto_IsCompleteAndExact()
    {
        var recording = RecordingFolder.Open(Shipped("crypto-2024"));

        recording.QuarantinedCount.ShouldBe(0);
        recording.BarCount.ShouldBe(483_810);
        recording.Series.Length.ShouldBe(10);
        recording.Description.Benchmark.ShouldBe(InstrumentId.Parse("binance:SOL/USDT"));
        var bonk = recording.Find(InstrumentId.Parse("binance:BONK/USDT"))!;
        bonk.Instrument.TickSize.ShouldBe(0.00000001m);
        bonk[0].ShouldBe(new Bar(
            new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new Price(0.00001333m), new Price(0.00001345m),
            new Price(0.00001327m), new Price(0.00001345m), new Quantity(17171880120m)));
    }

    [Fact]
    public void Open_ShippedEquities_IsComplete()
    {
        var recording = RecordingFolder.Open(Shipped("equities-2013"), new RecordingOptions(Strict: true));

        recording.BarCount.ShouldBe(9_357);
        recording.Description.Benchmark.ShouldBe(InstrumentId.Parse("alpaca:SPY"));
        recording.First.ShouldBe(new DateTimeOffset(2013, 10, 4, 13, 30, 0, TimeSpan.Zero));
        recording.End.ShouldBe(new DateTimeOffset(2013, 10, 11, 20, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Open_ShippedFoldersWithoutSettings_InfersTheSame()
    {
        foreach (var name in new[] { "crypto-2024", "equities-2013" })
        {
            using var copy = new TemporaryFolder();
            foreach (var file in Directory.GetFiles(Shipped(name), "*.gz"))
                File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));

            var stated = RecordingFolder.Open(Shipped(name));
            var inferred = RecordingFolder.Open(copy.Path);

            inferred.Description.ShouldBe(stated.Description with { Id = inferred.Description.Id, Name = inferred.Description.Name });
            inferred.Series.Select(x => (x.Instrument.Id, x.Instrument.TickSize))
                .ShouldBe(stated.Series.Select(x => (x.Instrument.Id, x.Instrument.TickSize)));
        }
    }

    [Fact]
    public void Open_ForeignHeadersAndNames_AreUnderstood()
    {
        _folder.Write("btcusdt.csv",
            "\uFEFFVolume;Close;LOW;High;Open;Open_Time\r\n1.5;10.25;9;11;10;2024-01-06 00:00:00\r\n2;10;9;11;10.25;2024-01-06 00:15:00\r\n");

        var recording = RecordingFolder.Open(_folder.Path);

        recording.Description.Timeframe.ShouldBe(new Timeframe(15));
        recording.Description.Calendar.ShouldBe(TradingCalendar.AlwaysOpen);
        recording.Series[0].Instrument.Id.ShouldBe(InstrumentId.Parse("binance:BTC/USDT"));
        recording.Series[0].Instrument.TickSize.ShouldBe(0.01m);
        recording.Series[0][0].Close.ShouldBe(new Price(10.25m));
        recording.Files[0].Notes.ShouldHaveSingleItem().ShouldContain("UTC");
    }

    [Fact]
    public void Open_DecimalsThatGrow_StayExact()
    {
        _folder.Write("X_1m.csv",
            "t,o,h,l,c,v\n2024-01-06T00:00:00Z,1,2,1,1.5,3\n2024-01-06T00:01:00Z,0.000000012,2,0.000000012,1.5,3.000001\n2024-01-06T00:02:00Z,123456789,123456789,1,1,1\n");

        var series = RecordingFolder.Open(_folder.Path).Series[0];

        series[0].Close.ShouldBe(new Price(1.5m));
        series[1].Open.ShouldBe(new Price(0.000000012m));
        series[1].Volume.ShouldBe(new Quantity(3.000001m));
        series[2].High.ShouldBe(new Price(123456789m));
    }

    [Theory]
    [InlineData("calendar: lunar", "calendar is 'lunar'")]
    [InlineData("benchmark: SPY", "benchmark is 'SPY'")]
    [InlineData("timeframe: 7m", "timeframe is '7m'")]
    [InlineData("colour: red", "recording.yaml, line 1")]
    public void Open_WrongSettings_SaysWhatToWrite(string yaml, string expected)
    {
        _folder.Write("SOL_5m.csv", "t,o,h,l,c,v\n2024-01-06T00:00:00Z,1,2,1,1.5,3\n");
        _folder.Write("recording.yaml", yaml + "\n");

        Should.Throw<RecordingException>(() => RecordingFolder.Open(_folder.Path)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Open_TheFolderAbove_NamesTheFoldersBelow()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "5m"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "notes"));
        _folder.Write("5m/SOL_5m.csv", "t,o,h,l,c,v\n2024-01-06T00:00:00Z,1,2,1,1.5,3\n");

        Should.Throw<RecordingException>(() => RecordingFolder.Open(_folder.Path)).Message.ShouldEndWith("holds no .csv or .csv.gz file; its folders 5m do: give one of them.");
    }

    [Fact]
    public void Open_NothingThere_Throws()
    {
        Should.Throw<RecordingException>(() => RecordingFolder.Open(_folder.Path)).Message.ShouldContain("no .csv");
        Should.Throw<RecordingException>(() => RecordingFolder.Open(_folder.Path + "x")).Message.ShouldContain("no folder");
    }

    [Fact]
    public void Find_Root_ListsFoldersWithBars() =>
        RecordingFolder.Find(Path.Combine(AppContext.BaseDirectory, "data")).Select(Path.GetFileName)
            .ShouldBe(["crypto-2024", "equities-2013"]);

    public void Dispose() => _folder.Dispose();

    private static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);
}
