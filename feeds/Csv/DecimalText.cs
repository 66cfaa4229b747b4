using System.Globalization;
using System.Text;

namespace InvestBot.Feeds.Csv;

/// <summary>Reads a decimal number exactly, as a whole number and its count of decimals, trailing zeros cut.</summary>
internal static class DecimalText
{
    /// <summary>Digits that always fit a <see cref="long"/>.</summary>
    internal const int MostDigits = 18;

    /// <summary>
    /// Reads plain decimals (<c>-12.50</c> gives −125 and 1) on the fast way and exponents by <see cref="decimal"/>;
    /// false for anything else (empty, NaN, infinity, text) and beyond 18 significant digits, which are rounded to even
    /// when the rest are decimals.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out long mantissa, out int decimals)
    {
        mantissa = 0;
        decimals = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var i = negative ? 1 : 0;
        int significant = 0, pendingZeros = 0, fraction = -1;
        var digits = 0;
        for (; i < text.Length; i++)
        {
            var digit = unchecked((uint)(text[i] - '0'));
            if (digit > 9)
            {
                if (text[i] != '.' || fraction >= 0)
                    return TryParseSlowly(text, out mantissa, out decimals);
                fraction = 0;
                pendingZeros = 0;
                continue;
            }

            digits++;
            if (fraction >= 0)
            {
                fraction++;
                if (digit == 0)
                {
                    pendingZeros++;
                    continue;
                }

                // Zeros inside the fraction count only once a digit follows them.
                significant = mantissa == 0 ? 1 : significant + pendingZeros + 1;
                if (significant > MostDigits)
                    return TryParseSlowly(text, out mantissa, out decimals);
                mantissa = (mantissa * Powers.OfTen(mantissa == 0 ? 0 : pendingZeros + 1)) + digit;
                decimals = fraction;
                pendingZeros = 0;
            }
            else
            {
                if (mantissa != 0 || digit != 0)
                    significant++;
                if (significant > MostDigits)
                    return TryParseSlowly(text, out mantissa, out decimals);
                mantissa = (mantissa * 10) + digit;
            }
        }

        if (negative)
            mantissa = -mantissa;
        return digits > 0 && decimals <= MostDigits || (digits > 0 && TryParseSlowly(text, out mantissa, out decimals));
    }

    private static bool TryParseSlowly(ReadOnlySpan<byte> text, out long mantissa, out int decimals)
    {
        mantissa = 0;
        decimals = 0;
        if (text.Length is 0 or > 64
            || !decimal.TryParse(Encoding.UTF8.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return false;
        for (decimals = MostDigits; decimals >= 0; decimals--)
        {
            if (Math.Abs(value) >= 1_000_000_000_000_000_000m / Powers.OfTen(decimals))
                continue;
            mantissa = (long)(decimal.Round(value, decimals, MidpointRounding.ToEven) * Powers.OfTen(decimals));
            while (decimals > 0 && mantissa % 10 == 0)
            {
                mantissa /= 10;
                decimals--;
            }

            return true;
        }

        decimals = 0;
        return false;
    }
}
