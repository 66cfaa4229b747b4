namespace InvestBot.Feeds.Csv;

/// <summary>Powers of ten that fit a <see cref="long"/>.</summary>
internal static class Powers
{
    private static readonly long[] Table =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>10 to the power of 0 … 18.</summary>
    internal static long OfTen(int exponent) => Table[exponent];
}
