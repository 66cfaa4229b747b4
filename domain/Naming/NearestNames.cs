using System.Collections.Immutable;

namespace InvestBot.Domain.Naming;

/// <summary>Finds what a mistyped name may have meant.</summary>
public static class NearestNames
{
    /// <summary>The names most like <paramref name="wanted"/>, nearest first; none when nothing is near.</summary>
    /// <param name="wanted">What was typed; case does not count.</param>
    /// <param name="names">What there is.</param>
    /// <param name="count">How many at most.</param>
    public static ImmutableArray<string> Of(string wanted, IEnumerable<string> names, int count = 3)
    {
        var near = names.Distinct(StringComparer.Ordinal)
            .Select(name => (name, distance: Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, wanted.Length / 2))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.name, StringComparer.Ordinal)
            .ToList();
        return near.Count == 0 ? [] : [.. near.Where(pair => pair.distance <= near[0].distance + 1).Take(count).Select(pair => pair.name)];
    }

    /// <summary>A sentence that names the nearest, or else all there is: <c>Did you mean alpaca:SPY?</c></summary>
    public static string Advice(string wanted, IReadOnlyCollection<string> names) => Of(wanted, names) switch
    {
        { Length: > 0 } near => $"Did you mean {string.Join(" or ", near)}?",
        _ => $"There is {string.Join(", ", names.Order(StringComparer.Ordinal))}.",
    };

    // Levenshtein's distance, two rows at a time; a name that begins as typed counts as near.
    private static int Distance(string a, string b)
    {
        if (b.StartsWith(a, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal)) return a == b ? 0 : 1;
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var row = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (previous, row) = (row, previous);
        }
        return previous[b.Length];
    }
}
