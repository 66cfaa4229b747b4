using System.Collections.Immutable;
using InvestBot.Cli.Serve;
using InvestBot.Domain.Markets;
using InvestBot.Exchanges.Paper;
using InvestBot.Feeds.Recordings;
using InvestBot.Silo.Paper;

namespace InvestBot.Cli.Venue;

/// <summary>The paper venue's own market data: the recordings, read by itself.</summary>
internal sealed class VenueMarkets(IEnumerable<Recording> recordings)
{
    private readonly ImmutableDictionary<string, Recording> recordings = recordings.ToImmutableDictionary(recording => recording.Description.Id);

    public static VenueMarkets Open(string shipped, string? dataFolder) => new(ServedMarkets.Open(shipped, new ServeOptions(0, dataFolder, null, NoDemo: true)).Recordings);

    /// <summary>The bars that a call names.</summary>
    /// <exception cref="InvalidOperationException">This venue has no such bars.</exception>
    public PaperRound Round(RoundCall call)
    {
        if (!recordings.TryGetValue(call.Recording, out var recording))
            throw new InvalidOperationException($"it has no recording '{call.Recording}'; start it with the folder that the server has: investbot venue --data DIR");
        return new PaperRound(
            call.Recording, call.Run, recording.Description.Timeframe,
            [.. call.Instruments.Select(id => recording.Find(id) ?? throw new InvalidOperationException($"its recording '{call.Recording}' has no {id}.")).Select(series => (series.Instrument, Bar(series, call.OpenTime)))]);
    }

    private static Bar Bar(BarSeries series, DateTimeOffset? openTime)
    {
        if (openTime is not { } at) return series[series.Count - 1];
        var index = series.IndexAtOrAfter(at);
        return index < series.Count && series.OpenTime(index) == at
            ? series[index]
            : throw new InvalidOperationException($"its recording has no bar of {series.Instrument.Id} that opens at {at:u}; server and venue must have the same recordings.");
    }
}
