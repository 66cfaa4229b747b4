namespace InvestBot.Indicators.Rolling;

/// <summary>The origin that windowed sums are taken from.</summary>
internal static class Anchor
{
    /// <summary>The value itself, or 0 where it is not finite, so that a NaN can leave the window.</summary>
    internal static double From(double value) => double.IsFinite(value) ? value : 0.0;
}
