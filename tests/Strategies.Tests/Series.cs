using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Tests;

/// <summary>Small bar series, written bar by bar.</summary>
internal sealed class Series
{
    internal static readonly Instrument Coin = new(InstrumentId.Parse("binance:BONK/USDT"), new Currency("USDT"), 0.01m, 1m, 5m, TradingCalendar.AlwaysOpen);
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Bar> _bars = [];

    internal IReadOnlyList<Bar> Bars => _bars;

    internal decimal Last => _bars[^1].Close.Value;

    /// <summary>Bars that go up and down by a step around a price, the last one down.</summary>
    internal static Series Around(decimal price, decimal step, int count, decimal volume = 100m)
    {
        var series = new Series();
        for (var i = 0; i < count; i++) series.To(price + (i % 2 == 0 ? step : -step), volume);
        return series;
    }

    /// <summary>One bar from the last close to a price.</summary>
    internal Series To(decimal close, decimal volume = 100m)
    {
        var open = _bars.Count == 0 ? close : Last;
        _bars.Add(new Bar(Start.AddMinutes(5 * _bars.Count), new Price(open), new Price(Math.Max(open, close)), new Price(Math.Min(open, close)), new Price(close), new Quantity(volume)));
        return this;
    }

    /// <summary>One bar from the last close to a price, with shadows that far above and below.</summary>
    internal Series To(decimal close, decimal volume, decimal above, decimal below)
    {
        var bar = To(close, volume)._bars[^1];
        _bars[^1] = bar with { High = new Price(bar.High.Value + above), Low = new Price(Math.Max(0.01m, bar.Low.Value - below)) };
        return this;
    }

    /// <summary>Several bars, each a step from the one before.</summary>
    internal Series Steps(decimal step, int count, decimal volume = 100m)
    {
        for (var i = 0; i < count; i++) To(Last + step, volume);
        return this;
    }

    /// <summary>A seeded walk with bursts of volume, quiet times and jumps, in which every strategy finds something.</summary>
    internal static IReadOnlyList<Bar> Walk(int seed, int count)
    {
        var random = new Random(seed);
        var series = new Series().To(100m);
        var (drift, noise, volume) = (0.0, 0.3, 100.0);
        while (series._bars.Count < count)
        {
            if (series._bars.Count % 40 == 0)
                (drift, noise, volume) = random.Next(4) switch { 0 => (0.0, 0.03, 60.0), 1 => (0.35, 0.3, 300.0), 2 => (-0.45, 0.3, 400.0), _ => (0.0, 0.4, 100.0) };
            var burst = random.Next(8) == 0 ? 5.0 : 1.0;
            var change = (drift + (noise * ((2.0 * random.NextDouble()) - 1.0))) * burst / 100.0;
            var thousandths = (long)Math.Max(1_000, (double)series.Last * (1.0 + change) * 1000.0);
            var wick = (decimal)Math.Round(noise * random.NextDouble() * random.NextDouble(), 3);
            var below = random.Next(2) == 0;
            series.To(thousandths / 1000m, (long)(volume * burst * (0.5 + random.NextDouble())), below ? 0m : wick, below ? wick : 0m);
        }
        return series._bars;
    }

    internal static TokenDesk Desk(string strategy, params (string Name, string Value)[] parameters) =>
        new(Coin, Timeframe.FiveMinutes, StrategyCatalog.Create(strategy, Coin, Timeframe.FiveMinutes, parameters.ToDictionary(pair => pair.Name, pair => pair.Value)), 20);

    /// <summary>What the strategy says of the last bar, nothing held.</summary>
    internal Signal? SignalOf(string strategy, params (string Name, string Value)[] parameters) => ViewOf(Desk(strategy, parameters), holds: false).Signal;

    /// <summary>Why the strategy leaves at the last bar.</summary>
    internal string? ExitOf(string strategy, params (string Name, string Value)[] parameters) => ViewOf(Desk(strategy, parameters), holds: true).Exit;

    private TokenView ViewOf(TokenDesk desk, bool holds)
    {
        var view = default(TokenView);
        foreach (var bar in _bars) view = desk.OnBar(in bar, holds);
        return view;
    }
}
