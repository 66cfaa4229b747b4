using System.Globalization;
using System.Text;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Api.Host;

/// <summary>A small market of three coins, 5-minute bars over ten days, that wave up and down.</summary>
internal static class TestMarket
{
    internal const string Id = "waves";
    internal const string Bonk = "binance:BONK/USDT";
    internal static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Bars = 2880;

    internal static Recording Open()
    {
        var folder = Directory.CreateTempSubdirectory("investbot-api-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "recording.yaml"), """
                id: waves
                name: Waves
                asset-class: crypto
                venue: binance
                quote: USDT
                benchmark: SOL
                calendar: always-open
                timeframe: 5m
                instruments:
                  BONK: { tick: 0.00000001, lot: 1, min-notional: 5 }
                  SOL: { tick: 0.01, lot: 0.001, min-notional: 5 }
                  WIF: { tick: 0.0001, lot: 0.01, min-notional: 5 }
                """);
            Write(folder, "BONK", 0.00002m, 8, 37);
            Write(folder, "SOL", 100m, 2, 61);
            Write(folder, "WIF", 2m, 4, 23);
            return RecordingFolder.Open(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string symbol, decimal price, int decimals, int period)
    {
        StringBuilder text = new("timestamp,open,high,low,close,volume\n");
        var open = price;
        for (var bar = 0; bar < Bars; bar++)
        {
            var phase = Math.Abs((bar % (2 * period)) - period) / (decimal)period;
            var close = decimal.Round(price * (1m + (0.01m * phase)), decimals, MidpointRounding.ToEven);
            var (high, low) = (Math.Max(open, close), Math.Min(open, close));
            text.Append(CultureInfo.InvariantCulture, $"{First.AddMinutes(5 * bar):yyyy-MM-ddTHH:mm:ssZ},{open},{high},{low},{close},{1_000_000_000}\n");
            open = close;
        }
        File.WriteAllText(Path.Combine(folder, $"{symbol}_5m.csv"), text.ToString());
    }
}
