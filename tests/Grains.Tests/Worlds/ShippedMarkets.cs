using InvestBot.Backtest.Tapes;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Presets;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>The recorded markets that ship, read once per test process.</summary>
internal static class ShippedMarkets
{
    private static readonly Lazy<Recording> LazyCrypto = new(() => RecordingFolder.Open(Path.Combine(Root(), "data", "crypto-2024")));

    internal static Recording Crypto => LazyCrypto.Value;

    /// <summary>The coins with what was said of them, from a folder of files.</summary>
    internal static Recording OpenCrypto(string readings) => RecordingFolder.Open(Path.Combine(Root(), "data", "crypto-2024"), new RecordingOptions(Readings: readings));

    internal static MarketDescription Describe(Recording recording) => new(
        recording.Description.Id, recording.Description.Timeframe, recording.Description.Quote, [.. recording.Series.Select(series => series.Instrument)], recording.Description.Benchmark);

    internal static BarTape Tape(BarSeries series, DateTimeOffset from, DateTimeOffset to) => BarTape.Of(
        series.Instrument,
        Enumerable.Range(series.IndexAtOrAfter(from), series.IndexAtOrAfter(to) - series.IndexAtOrAfter(from)).Select(i => series[i]));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InvestBot.Orleans.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
