using System.Globalization;

namespace InvestBot.Feeds.Replay;

/// <summary>How fast a replay runs: market seconds for each wall second, or as fast as its readers can.</summary>
public readonly record struct ReplaySpeed
{
    private ReplaySpeed(double factor) => Factor = factor;

    /// <summary>As fast as possible; also <c>default</c>.</summary>
    public static ReplaySpeed Max => default;

    /// <summary>As the market went.</summary>
    public static ReplaySpeed RealTime => new(1.0);

    /// <summary>Market seconds for each wall second, 0.01 to 1,000,000; 0 for <see cref="Max"/>.</summary>
    public double Factor { get; }

    /// <summary>True when nothing is waited for.</summary>
    public bool IsMax => Factor == 0.0;

    /// <summary>So many times as fast as the market went.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.01 or above 1,000,000.</exception>
    public static ReplaySpeed Times(double factor) => IsUsable(factor)
        ? new ReplaySpeed(factor)
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A speed is 0.01 to 1,000,000, or max.");

    /// <summary>Reads <c>max</c>, <c>60</c> or <c>60x</c>.</summary>
    public static bool TryParse(string? text, out ReplaySpeed speed)
    {
        speed = Max;
        if (string.Equals(text, "max", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!double.TryParse(text?.TrimEnd('x', 'X'), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            || !IsUsable(factor))
            return false;
        speed = new ReplaySpeed(factor);
        return true;
    }

    private static bool IsUsable(double factor) => factor is >= 0.01 and <= 1_000_000.0;

    /// <summary><c>max</c> or <c>60x</c>.</summary>
    public override string ToString() => IsMax ? "max" : string.Create(CultureInfo.InvariantCulture, $"{Factor:0.###}x");
}
