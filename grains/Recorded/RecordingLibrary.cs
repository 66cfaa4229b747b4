using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Feeds.Recordings;
using InvestBot.Grains.Markets;

namespace InvestBot.Grains.Recorded;

/// <summary>The recordings at hand, in memory: history and trading rules of their instruments.</summary>
public sealed class RecordingLibrary(IEnumerable<Recording> recordings) : IBarHistory, IInstruments
{
    private readonly ImmutableSortedDictionary<string, Recording> _recordings =
        recordings.ToImmutableSortedDictionary(recording => recording.Description.Id, recording => recording, StringComparer.Ordinal);

    /// <summary>All, by id.</summary>
    public IEnumerable<Recording> All => _recordings.Values;

    /// <summary>A recording by id, or <c>null</c>.</summary>
    public Recording? Find(string id) => _recordings.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Instrument Find(string recording, InstrumentId instrument) => Series(recording, instrument).Instrument;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Bar>> ReadAsync(string recording, InstrumentId instrument, DateTimeOffset from, DateTimeOffset before)
    {
        var series = Series(recording, instrument);
        var first = series.IndexAtOrAfter(from);
        var bars = new Bar[Math.Max(0, series.IndexAtOrAfter(before) - first)];
        for (var i = 0; i < bars.Length; i++) bars[i] = series[first + i];
        return ValueTask.FromResult<IReadOnlyList<Bar>>(bars);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<SentimentReading>> ReadingsAsync(string recording, InstrumentId instrument) =>
        ValueTask.FromResult(Find(recording)?.Readings.GetValueOrDefault(instrument, []) ?? []);

    /// <summary>Open time of the bar that lies a number of bars before a time, or of the first.</summary>
    public DateTimeOffset WarmFrom(string recording, InstrumentId instrument, DateTimeOffset before, int bars)
    {
        var series = Series(recording, instrument);
        return series.OpenTime(Math.Clamp(series.IndexAtOrAfter(before) - bars, 0, series.Count - 1));
    }

    private BarSeries Series(string recording, InstrumentId instrument) =>
        Find(recording) is not { } found ? throw new InvalidOperationException($"There is no recording '{recording}'; there are {string.Join(", ", _recordings.Keys)}.")
        : found.Find(instrument) ?? throw new InvalidOperationException($"The recording '{recording}' has no {instrument}; it has {string.Join(", ", found.Series.Select(series => series.Instrument.Id))}.");
}
