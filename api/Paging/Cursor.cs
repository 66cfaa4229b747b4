using System.Buffers.Text;
using System.Globalization;
using System.Text;
using InvestBot.Storage.Rows;

namespace InvestBot.Api.Paging;

/// <summary>A place in a list, as the text that a client hands back.</summary>
internal static class Cursor
{
    internal static string Text(RowCursor place) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place.At.UtcTicks}|{place.Id}")));

    internal static bool TryRead(string text, out RowCursor? place)
    {
        place = null;
        if (text.Length > 200 || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks) return false;
        place = new RowCursor(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        return true;
    }
}
