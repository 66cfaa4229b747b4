using InvestBot.Cli.Output;
using InvestBot.Silo.Restores;
using InvestBot.Storage.Backups;

namespace InvestBot.Cli.Backups;

/// <summary>A restore in numbers and words.</summary>
internal static class RestoreReport
{
    public static Report Of(FleetRestoreResult result)
    {
        var restored = result.Bots.Values.OfType<RestoreResult>().ToList();
        List<string> notes = [FormattableString.Invariant($"Users, registry, keys, reminders and paper books are as they were at {result.Header.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Sign in as before; to trade: investbot up --no-demo")];
        notes.AddRange(restored.Select(bot => FormattableString.Invariant($"'{bot.Name}' is as it was at {bot.Header.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, and {bot.Status}.")));
        notes.AddRange(result.Refusals);
        return new Report(
            result.Refusals.IsEmpty,
            [
                new("bots", restored.Count), new("bots missing", result.Bots.Count - restored.Count), new("rows", result.Header.Rows + restored.Sum(bot => bot.Header.Rows)),
                new("journal records", result.Header.Sequence + restored.Sum(bot => bot.Header.Sequence)),
            ],
            notes);
    }

    public static Report Of(RestoreResult result)
    {
        List<string> notes = [FormattableString.Invariant($"'{result.Name}' is as '{result.Header.Instance}' was at {result.Header.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, and {result.Status}.")];
        if (result.ReplacedFile is { } file) notes.Add($"What it replaced is in {file}");
        if (result.Waits is { } waits) notes.Add(waits);
        return new Report(true, [new("rows", result.Header.Rows), new("journal records", result.Header.Sequence), new("epoch", result.Epoch)], notes);
    }
}
