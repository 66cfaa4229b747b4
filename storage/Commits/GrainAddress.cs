using System.Globalization;

namespace InvestBot.Storage.Commits;

/// <summary>Names one piece of a grain's state.</summary>
/// <param name="State">The name of the state within the grain.</param>
/// <param name="Type">The grain's type. Stored in plain text.</param>
/// <param name="Key">The grain's key. Stored as a keyed digest, and encrypted.</param>
public sealed record GrainAddress(string State, string Type, string Key)
{
    /// <summary>One text for all three parts, unambiguous.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{State.Length}:{State}|{Type.Length}:{Type}|{Key}");

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static GrainAddress Parse(string text)
    {
        string state = Part(text, out string rest);
        string type = Part(rest, out string key);
        return new GrainAddress(state, type, key);
    }

    private static string Part(string text, out string rest)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int length) || colon + 1 + length >= text.Length)
            throw new FormatException("This is not the address of a grain's state.");
        rest = text[(colon + 2 + length)..];
        return text.Substring(colon + 1, length);
    }
}
