using InvestBot.Storage.Market;

namespace InvestBot.Cli.Serve;

/// <summary>Keeps the rows that the recordings' files had wrong, with file, line and reason.</summary>
internal static class QuarantinedRows
{
    /// <summary>Keeps what is not kept yet.</summary>
    public static async Task KeepAsync(ServedMarkets markets, QuarantineStore store, TimeProvider time, CancellationToken token)
    {
        var now = time.GetUtcNow();
        foreach (var recording in markets.Recordings.Where(recording => recording.QuarantinedCount > 0))
        {
            await store.AddAsync(
                [.. recording.Quarantined.Select(row => new QuarantinedRow(now, $"{recording.Description.Id}/{row.File}", row.Line, row.Reason.ToString(), $"{row.Detail} {row.Remedy}"))],
                token);
        }
    }
}
