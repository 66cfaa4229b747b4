using System.ComponentModel.DataAnnotations;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Synthetic;

/// <summary>Makes recordings of invented prices for trials. They are labelled as synthetic and must be shown as such.</summary>
public static class SyntheticMarket
{
    private const int PriceDecimals = 10;
    private const int StepsInside = 4;

    /// <summary>One recording of any number of instruments, each with its own path from its place in the list.</summary>
    /// <param name="symbols">Symbols; their ids are <c>synthetic:SYMBOL/USDT</c>.</param>
    /// <param name="timeframe">Length of a bar.</param>
    /// <param name="start">Open time of the first bar, a whole multiple of the timeframe.</param>
    /// <param name="options">How prices move.</param>
    /// <exception cref="ArgumentException">No symbol, an unusable one, or an option out of its range.</exception>
    public static Recording Create(
        IReadOnlyList<string> symbols, Timeframe timeframe, DateTimeOffset start, SyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(symbols.Count, nameof(symbols));
        if (start.UtcTicks % timeframe.Length.Ticks != 0)
            throw new ArgumentException("The start must be a whole multiple of the timeframe.", nameof(start));
        Validate(options);

        var quote = new Currency("USDT");
        var series = symbols.Select((symbol, i) =>
        {
            var id = InstrumentNaming.IdOf(symbol, "synthetic", AssetClass.Crypto, quote);
            var rules = new Instrument(id, quote, 0.0000000001m, 1m, 1m, TradingCalendar.AlwaysOpen);
            return new BarSeries(rules, Path(options with { Seed = unchecked(options.Seed + ((ulong)i * 1_000_003UL)) }, timeframe, start));
        });
        var description = new RecordingDescription(
            "synthetic", "Synthetic prices (not a market)", AssetClass.Crypto, "synthetic", quote, null,
            TradingCalendar.AlwaysOpen, timeframe, Synthetic: true);
        return new Recording(description, [.. series], [], [], 0);
    }

    private static BarColumns Path(SyntheticOptions options, Timeframe timeframe, DateTimeOffset start)
    {
        var random = new SeededGenerator(options.Seed);
        var bars = new BarColumns();
        var minute = Minutes.CeilingOf(start);
        var price = (double)options.StartPrice;
        Span<long> values = stackalloc long[5];
        ReadOnlySpan<int> decimals = [PriceDecimals, PriceDecimals, PriceDecimals, PriceDecimals, 0];
        for (var step = 0; step < options.Steps; step++)
        {
            double open = price, high = price, low = price;
            for (var inside = 0; inside < StepsInside; inside++)
            {
                price *= Math.Exp((options.Drift / StepsInside) + (options.Volatility / Math.Sqrt(StepsInside) * random.NextNormal()));
                if (inside == 0 && random.NextUniform() < options.JumpProbability)
                    price *= Math.Exp(options.JumpVolatility * random.NextNormal());
                price = Math.Clamp(price, 1e-8, 1e8);
                high = Math.Max(high, price);
                low = Math.Min(low, price);
            }

            values[0] = Scale(open);
            values[1] = Scale(high);
            values[2] = Scale(low);
            values[3] = Scale(price);
            values[4] = (long)(options.MeanVolume * -Math.Log(1.0 - random.NextUniform()));
            // Drawn only where bars may be missing, so that a market without gaps is what it always was.
            if (options.GapProbability > 0 && random.NextUniform() < options.GapProbability && step > 0 && step < options.Steps - 1)
                continue;
            if (!bars.TryAdd(minute + (step * timeframe.Minutes), values, decimals))
                break;
        }

        bars.Trim();
        return bars;
    }

    /// <summary>Ten decimals; the clamp above keeps the number between 100 and 1e18.</summary>
    private static long Scale(double price) => (long)Math.Round(price * 1e10);

    private static void Validate(SyntheticOptions options)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new ArgumentException(faults[0].ErrorMessage, nameof(options));
    }
}
