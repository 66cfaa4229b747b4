using System.Text.RegularExpressions;
using InvestBot.Domain.Markets;

namespace InvestBot.Feeds.Recordings;

/// <summary>What the name of a bar file says: <c>SYMBOL_5m.csv</c>, <c>SYMBOL_1m.csv.gz</c>, or only <c>SYMBOL.csv</c>.</summary>
internal static partial class FileNames
{
    internal static bool IsBarFile(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    internal static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The symbol as written and the timeframe, if the name has one; false when it has no usable symbol.</summary>
    internal static bool TryParse(string path, out string symbol, out Timeframe? timeframe)
    {
        var stem = Path.GetFileName(path);
        stem = stem[..stem.IndexOf(".csv", StringComparison.OrdinalIgnoreCase)];
        symbol = stem;
        timeframe = null;
        var match = Form().Match(stem);
        if (match.Success && Timeframe.TryParse(match.Groups[2].Value.ToLowerInvariant(), out var found))
        {
            symbol = match.Groups[1].Value;
            timeframe = found;
        }

        return symbol.Length is > 0 and <= 40 && symbol.All(c => c is > ' ' and < (char)127 and not ':');
    }

    [GeneratedRegex(@"^(.+)[_-](\d{1,4}[mhd])(?:in)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
