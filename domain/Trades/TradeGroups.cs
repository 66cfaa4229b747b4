using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Trades;

/// <summary>The figures of some of the trades.</summary>
/// <param name="Key">What they have in common: <c>14</c>, <c>monday</c>, <c>trailing stop</c>.</param>
/// <param name="Figures">After costs.</param>
public sealed record TradeGroup(string Key, TradeFigures Figures);

/// <summary>What closed trades can be told apart by. Hours and weekdays are those of the entry, days and weeks those of the exit, all UTC.</summary>
public static class TradeGroups
{
    private static readonly ImmutableSortedDictionary<string, Func<ClosedTrade, string>> Keys = new Dictionary<string, Func<ClosedTrade, string>>
    {
        ["token"] = trade => trade.Instrument.ToString(),
        ["exit-reason"] = trade => Kind(trade.ExitReason),
        ["hour"] = trade => trade.OpenedAt.UtcDateTime.ToString("HH", CultureInfo.InvariantCulture),
        ["weekday"] = trade => trade.OpenedAt.UtcDateTime.DayOfWeek.ToString().ToLowerInvariant(),
        ["day"] = trade => trade.ClosedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["week"] = trade => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(trade.ClosedAt.UtcDateTime):0000}-W{ISOWeek.GetWeekOfYear(trade.ClosedAt.UtcDateTime):00}"),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The names of what trades can be told apart by.</summary>
    public static IEnumerable<string> Names => Keys.Keys;

    /// <summary>The groups by one of <see cref="Names"/>, ordered by key, weekdays from Monday on.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="trades">In the order in which they closed.</param>
    /// <param name="currency">The trades'.</param>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public static ImmutableArray<TradeGroup> By(string name, IEnumerable<ClosedTrade> trades, Currency currency) => Keys.TryGetValue(name, out var key)
        ? Of(trades.Select(trade => (key(trade), trade)), currency)
        : throw new ArgumentException($"Trades are not told apart by '{name}', but by {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The groups of trades that already have a key, such as their instance or strategy.</summary>
    /// <param name="keyed">In the order in which they closed.</param>
    /// <param name="currency">The trades'.</param>
    public static ImmutableArray<TradeGroup> Of(IEnumerable<(string Key, ClosedTrade Trade)> keyed, Currency currency)
    {
        var groups = new Dictionary<string, TradeFigures>(StringComparer.Ordinal);
        foreach (var (key, trade) in keyed)
            groups[key] = (groups.GetValueOrDefault(key) ?? TradeFigures.None(currency)).Add(trade);
        return [.. groups.OrderBy(group => Place(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => new TradeGroup(group.Key, group.Value))];
    }

    // "take-profit tier 1: +30 %" is of the kind "take-profit tier 1", whatever its numbers.
    private static string Kind(string reason)
    {
        var end = reason.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? reason : reason[..end];
    }

    private static int Place(string key) => Enum.TryParse<DayOfWeek>(key, ignoreCase: true, out var day) && !char.IsAsciiDigit(key[0]) ? ((int)day + 6) % 7 : 0;
}
