using InvestBot.Domain.Markets;

namespace InvestBot.Feeds.Validation;

/// <summary>What is wrong with a bar of a live stream.</summary>
public enum BarFault
{
    /// <summary>A price is zero or negative, or the volume is negative.</summary>
    NotPositive,

    /// <summary>The high is not the highest or the low not the lowest price.</summary>
    HighBelowLow,

    /// <summary>The open time does not lie on a whole minute of the timeframe's grid.</summary>
    OffGrid,

    /// <summary>A bar of that time was accepted before.</summary>
    Duplicate,

    /// <summary>A later bar was accepted before.</summary>
    OutOfOrder,

    /// <summary>The bar has not closed yet.</summary>
    Unfinished,

    /// <summary>The bar closed longer ago than is of use.</summary>
    Stale,

    /// <summary>A price lies too far from the last close, and no second bar has confirmed it.</summary>
    Outlier,
}

/// <summary>What became of a candidate.</summary>
/// <param name="Bar">The bar, when it was accepted.</param>
/// <param name="Fault">Why it was refused; null when it was accepted.</param>
/// <param name="Detail">What was found, for the quarantine; empty when it was accepted.</param>
/// <param name="MissingBefore">Bars that should lie between the last accepted one and this: a gap to backfill.</param>
public readonly record struct BarVerdict(Bar? Bar, BarFault? Fault, string Detail, int MissingBefore)
{
    /// <summary>Whether readers may see the bar.</summary>
    public bool IsAccepted => Fault is null;
}
