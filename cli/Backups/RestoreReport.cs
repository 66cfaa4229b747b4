using InvestBot.Cli.Output;
using InvestBot.Storage.Backups;

namespace InvestBot.Cli.Backups;

/// <summary>A restore in numbers and words.</summary>
internal static class RestoreReport
{
    public static Report Of(RestoreResult result)
    {
        List<string> notes = [FormattableString.Invariant($"'{result.Name}' is as '{result.Header.Instance}' was at {result.Header.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, and {result.Status}.")];
        if (result.ReplacedFile is { } file) notes.Add($"What it replaced is in {file}");
        if (result.Waits is { } waits) notes.Add(waits);
        return new Report(true, [new("rows", result.Header.Rows), new("journal records", result.Header.Sequence), new("epoch", result.Epoch)], notes);
    }
}
