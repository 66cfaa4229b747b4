using System.Globalization;
using System.Text;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>A part of the shipped crypto market as a recording of its own, in a folder for as long as it is used.</summary>
internal sealed class ShortRecording : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("short-recording-");

    internal ShortRecording(DateTimeOffset from, DateTimeOffset to)
    {
        var crypto = ShippedMarkets.Crypto;
        var yaml = new StringBuilder($"id: {crypto.Description.Id}\nname: A part\nasset-class: crypto\nvenue: binance\nquote: USDT\nbenchmark: SOL\ncalendar: always-open\ntimeframe: 5m\ninstruments:\n");
        foreach (var series in crypto.Series)
        {
            var instrument = series.Instrument;
            yaml.Append(CultureInfo.InvariantCulture, $"  {instrument.Id.Symbol.Split('/')[0]}: {{ tick: {instrument.TickSize}, lot: {instrument.LotSize}, min-notional: {instrument.MinNotional} }}\n");
            var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
            for (var i = series.IndexAtOrAfter(from); i < series.IndexAtOrAfter(to); i++)
            {
                var bar = series[i];
                csv.Append(CultureInfo.InvariantCulture, $"{bar.OpenTime:yyyy-MM-ddTHH:mm:ssZ},{bar.Open.Value},{bar.High.Value},{bar.Low.Value},{bar.Close.Value},{bar.Volume.Value}\n");
            }
            File.WriteAllText(Path.Combine(_folder.FullName, $"{instrument.Id.Symbol.Split('/')[0]}_5m.csv"), csv.ToString());
        }
        File.WriteAllText(Path.Combine(_folder.FullName, "recording.yaml"), yaml.ToString());
        Recording = RecordingFolder.Open(_folder.FullName);
    }

    internal Recording Recording { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
