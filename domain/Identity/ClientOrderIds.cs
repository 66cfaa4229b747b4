using System.Globalization;

namespace InvestBot.Domain.Identity;

/// <summary>
/// Makes order ids from what was decided, so that deciding the same thing again after a crash gives the same id.
/// </summary>
/// <remarks>
/// An entry is <c>{instance}.{epoch}.{sequence}</c>, where the decision sequence is the round's market time in minutes and
/// the instrument's place in the configured universe. Orders that follow from it add a leg: <c>-s</c> the protective stop,
/// <c>-t</c> the target, <c>-x1</c>, <c>-x2</c> … the exits in the order in which they were decided.
/// </remarks>
public static class ClientOrderIds
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The id of an entry decided in a round.</summary>
    /// <param name="instance">Who trades.</param>
    /// <param name="epoch">Grows at each clone, restore and replay loop, so that no id comes twice.</param>
    /// <param name="round">The round's market time.</param>
    /// <param name="place">The instrument's place in the universe, 0 to 1,295.</param>
    public static ClientOrderId Entry(InstanceId instance, int epoch, DateTimeOffset round, int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, 1295);
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        var minutes = round.ToUnixTimeSeconds() / 60;
        return new(string.Create(CultureInfo.InvariantCulture, $"{instance}.{epoch}.{Base36(minutes)}{Digits[place / 36]}{Digits[place % 36]}"));
    }

    /// <summary>The id of an order that a person placed; the caller's key makes a retry the same order.</summary>
    /// <param name="instance">Who trades.</param>
    /// <param name="epoch">As in <see cref="Entry"/>.</param>
    /// <param name="key">Letters, digits and hyphens; dots stand for the hyphens, so that no key looks like a leg.</param>
    public static ClientOrderId Manual(InstanceId instance, int epoch, string key) => new($"{instance}.{epoch}.m{key.Replace('-', '.')}");

    /// <summary>The protective stop of a trade.</summary>
    public static ClientOrderId Stop(TradeId trade) => new($"{trade}-s");

    /// <summary>The target of a trade.</summary>
    public static ClientOrderId Target(TradeId trade) => new($"{trade}-t");

    /// <summary>The n-th exit of a trade, from 1.</summary>
    public static ClientOrderId Exit(TradeId trade, int number) => new(string.Create(CultureInfo.InvariantCulture, $"{trade}-x{number}"));

    /// <summary>Which exit of its trade an id names; 0 when it names none.</summary>
    internal static int ExitNumber(ClientOrderId id)
    {
        var mark = id.Value.LastIndexOf("-x", StringComparison.Ordinal);
        return mark >= 0 && int.TryParse(id.Value.AsSpan(mark + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static string Base36(long value)
    {
        Span<char> text = stackalloc char[13];
        var at = text.Length;
        do
        {
            text[--at] = Digits[(int)(value % 36)];
            value /= 36;
        }
        while (value > 0);
        return text[at..].ToString();
    }
}
