namespace InvestBot.Indicators.Rolling;

/// <summary>The one check of window lengths.</summary>
internal static class Period
{
    /// <summary>Longest window: a guard against a mistyped number, not a limit of the algorithms.</summary>
    internal const int Longest = 1_000_000;

    internal static int AtLeast(int smallest, int period, string name = "period")
    {
        if (period < smallest || period > Longest)
        {
            throw new ArgumentOutOfRangeException(
                name, period, $"A window must have {smallest} to {Longest} bars.");
        }

        return period;
    }
}
