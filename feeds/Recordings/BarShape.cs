using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Recordings;

/// <summary>Compares prices that are still mantissa and decimals.</summary>
internal static class BarShape
{
    /// <summary>Whether low ≤ open, close ≤ high (values 0 … 3 are open, high, low, close).</summary>
    internal static bool IsConsistent(ReadOnlySpan<long> values, ReadOnlySpan<int> decimals) =>
        !Less(values, decimals, 1, 0) && !Less(values, decimals, 1, 3) && !Less(values, decimals, 0, 2)
        && !Less(values, decimals, 3, 2) && !Less(values, decimals, 1, 2);

    private static bool Less(ReadOnlySpan<long> values, ReadOnlySpan<int> decimals, int left, int right)
    {
        var scale = decimals[left] - decimals[right];
        if (scale == 0)
            return values[left] < values[right];
        return scale > 0
            ? values[left] < (Int128)values[right] * Powers.OfTen(scale)
            : (Int128)values[left] * Powers.OfTen(-scale) < values[right];
    }
}
