using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Tests;

/// <summary>The recorded markets that ship, opened once.</summary>
internal sealed class Market
{
    private static readonly Lazy<Market> CoinsOnce = new(() => new Market("crypto-2024"));
    private static readonly Lazy<Market> SharesOnce = new(() => new Market("equities-2013"));

    private Market(string recording)
    {
        var opened = RecordingFolder.Open(Path.Combine(AppContext.BaseDirectory, "data", recording));
        Tapes = [.. opened.Series.Select(series => BarTape.Of(series.Instrument, Enumerable.Range(0, series.Count).Select(i => series[i])))];
        var about = opened.Description;
        Description = new MarketDescription(about.Id, about.Timeframe, about.Quote, [.. Tapes.Select(tape => tape.Instrument)], about.Benchmark);
    }

    internal static Market Coins => CoinsOnce.Value;

    internal static Market Shares => SharesOnce.Value;

    internal IReadOnlyList<BarTape> Tapes { get; }

    internal MarketDescription Description { get; }

    internal BotConfiguration Bot(string preset) => PresetCatalog.Create(preset, new InstanceId("alpha"), Description);

    /// <summary>A request over the days that the golden results are of.</summary>
    internal BacktestRequest Week(string preset) => ReferenceEquals(this, Coins)
        ? new BacktestRequest(Bot(preset), Tapes, At("2024-05-15T00:15:00Z"), At("2024-05-22T00:00:00Z"))
        : new BacktestRequest(Bot(preset), Tapes, At("2013-10-08T18:20:00Z"));

    internal static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
