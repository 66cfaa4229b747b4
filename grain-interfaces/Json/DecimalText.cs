using System.Globalization;
using System.Text;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>Writes a decimal as plain digits without zeros at its end: what the custom format of 28 places gives, in a fraction of its time. States are full of them.</summary>
internal static class DecimalText
{
    /// <summary>Bytes that hold any of them: 29 digits, a sign, a point and a zero before it.</summary>
    internal const int Longest = 32;

    internal static string Of(decimal value) => Encoding.UTF8.GetString(Of(value, stackalloc byte[Longest]));

    /// <summary>As UTF-8, in a buffer of <see cref="Longest"/> bytes.</summary>
    internal static ReadOnlySpan<byte> Of(decimal value, Span<byte> buffer)
    {
        if (value == 0m) return "0"u8;
        value.TryFormat(buffer, out var length, "G", CultureInfo.InvariantCulture);
        var text = buffer[..length];
        return text.Contains((byte)'.') ? text.TrimEnd((byte)'0').TrimEnd((byte)'.') : text;
    }
}
