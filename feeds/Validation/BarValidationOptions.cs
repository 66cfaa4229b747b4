namespace InvestBot.Feeds.Validation;

/// <summary>How strictly live bars are judged.</summary>
public sealed record BarValidationOptions
{
    /// <summary>For shares in regular sessions, where a bar that moves 3 % is rare.</summary>
    public static BarValidationOptions Equities { get; } = new() { OutlierFloor = 0.03 };

    /// <summary>Median absolute deviations of bar returns that a price may lie from the last close; above 0.</summary>
    public double OutlierDeviations { get; init; } = 40.0;

    /// <summary>Returns that the deviation is taken from, 10 to 1000.</summary>
    public int OutlierWindow { get; init; } = 60;

    /// <summary>A move below this fraction is never an outlier, however quiet the market was; memecoins do move 10 %.</summary>
    public double OutlierFloor { get; init; } = 0.1;

    /// <summary>How long after its close a bar is still of use; null accepts any age, as for a backfill.</summary>
    public TimeSpan? StaleAfter { get; init; }

    /// <summary>How far the source's clock may run ahead of ours.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(2);
}
