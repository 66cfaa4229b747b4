using System.Globalization;

namespace InvestBot.Strategies.Signals;

/// <summary>Estimated prices in the words of a reason.</summary>
internal static class PriceWords
{
    private const int Digits = 6;

    /// <summary>Six significant digits, never with an exponent: <c>0.0000248312</c>.</summary>
    internal static string Of(double price)
    {
        if (!double.IsFinite(price) || price <= 0) return "unknown";
        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(price)), 0, 18);
        var text = price.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return decimals == 0 ? text : text.TrimEnd('0').TrimEnd('.');
    }
}
