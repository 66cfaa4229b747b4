using System.Text;
using InvestBot.Storage.Commits;

namespace InvestBot.Storage;

/// <summary>Commits that tests write.</summary>
internal static class Samples
{
    internal static readonly DateTimeOffset Start = new(2024, 3, 1, 14, 30, 0, TimeSpan.Zero);

    internal static GrainAddress Grain(string key) => new("state", "portfolio", key);

    internal static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Text(ReadOnlyMemory<byte>? bytes) => Encoding.UTF8.GetString(bytes!.Value.Span);

    internal static GrainCommit State(string key, long expected, string text) => new(Grain(key), expected, Bytes(text), [], [], []);

    internal static JournalEvent Event(string reference, string text) => new("order.filled", 1, reference, Start, Bytes(text));

    internal static OutboxMessage Message(long sequence, string text, string source = "exchange/a") => new(sequence, source, "portfolio/a", "fill", Bytes(text));

    internal static RowWrite Order(string id, string status, int minute, string text = "{}") =>
        new(RowTable.Orders, id, status, Start.AddMinutes(minute), Bytes(text));
}
