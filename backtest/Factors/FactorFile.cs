using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Backtest.Factors;

/// <summary>Factors that make the prices of one share comparable over splits and dividends.</summary>
/// <remarks>
/// Lines <c>yyyyMMdd,price factor,split factor</c>, further fields ignored, dates ascending; a line holds up to and with its date, back
/// to the line before it. After the last line the factors are 1. Adjusted price = price × price factor × split factor, adjusted
/// volume = volume ÷ split factor. The form is that of QuantConnect Lean's factor files (documentation of its US equity data).
/// </remarks>
public sealed class FactorFile
{
    private const int Decimals = 8;
    private readonly ImmutableArray<(DateOnly Until, decimal Price, decimal Split)> _lines;

    private FactorFile(ImmutableArray<(DateOnly, decimal, decimal)> lines) => _lines = lines;

    /// <summary>How many lines.</summary>
    public int Count => _lines.Length;

    /// <summary>Reads the lines of a file; empty ones are left out.</summary>
    /// <exception cref="FormatException">A line is not of the form; the message names it.</exception>
    public static FactorFile Parse(IEnumerable<string> lines)
    {
        var read = ImmutableArray.CreateBuilder<(DateOnly Until, decimal Price, decimal Split)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length < 3
                || !DateOnly.TryParseExact(fields[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || !decimal.TryParse(fields[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) || price <= 0m
                || !decimal.TryParse(fields[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var split) || split <= 0m)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {number} '{line}' is not yyyyMMdd,price factor,split factor with factors above 0"));
            if (read.Count > 0 && date <= read[^1].Until) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {number}: {fields[0]} does not come after the line before"));
            read.Add((date, price, split));
        }
        return new FactorFile(read.ToImmutable());
    }

    /// <summary>The bars with adjusted prices, to eight decimals, and volumes.</summary>
    public BarTape Adjust(BarTape tape) => BarTape.Of(tape.Instrument, tape.Bars.ToArray().Select(Adjusted));

    private Bar Adjusted(Bar bar)
    {
        var (price, split) = On(DateOnly.FromDateTime(bar.OpenTime.UtcDateTime));
        if (price == 1m && split == 1m) return bar;
        var factor = price * split;
        return new Bar(bar.OpenTime, Times(bar.Open, factor), Times(bar.High, factor), Times(bar.Low, factor), Times(bar.Close, factor), new Quantity(decimal.Round(bar.Volume.Value / split, Decimals, MidpointRounding.ToEven)));
    }

    private (decimal Price, decimal Split) On(DateOnly date)
    {
        foreach (var line in _lines)
            if (date <= line.Until) return (line.Price, line.Split);
        return (1m, 1m);
    }

    private static Price Times(Price price, decimal factor) => new(Math.Max(0.00000001m, decimal.Round(price.Value * factor, Decimals, MidpointRounding.ToEven)));
}
