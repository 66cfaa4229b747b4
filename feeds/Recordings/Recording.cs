using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;

namespace InvestBot.Feeds.Recordings;

/// <summary>A recorded session in memory: validated bars of some instruments. Immutable, thread-safe.</summary>
public sealed class Recording
{
    internal Recording(
        RecordingDescription description,
        ImmutableArray<BarSeries> series,
        ImmutableArray<RecordingFile> files,
        ImmutableArray<QuarantinedRow> quarantined,
        long quarantinedCount)
    {
        Description = description;
        Series = [.. series.OrderBy(x => x.Instrument.Id)];
        Files = files;
        Quarantined = quarantined;
        QuarantinedCount = quarantinedCount;
    }

    /// <summary>What it is.</summary>
    public RecordingDescription Description { get; }

    /// <summary>Its series, ordered by instrument id, each with at least one bar.</summary>
    public ImmutableArray<BarSeries> Series { get; }

    /// <summary>Its files, ordered by name, refused ones included.</summary>
    public ImmutableArray<RecordingFile> Files { get; }

    /// <summary>Rows that were kept away, the first hundred of each file.</summary>
    public ImmutableArray<QuarantinedRow> Quarantined { get; }

    /// <summary>How many rows were kept away.</summary>
    public long QuarantinedCount { get; }

    /// <summary>What was said of instruments, ascending by time; nothing where no file says anything.</summary>
    public ImmutableDictionary<InstrumentId, ImmutableArray<SentimentReading>> Readings { get; internal init; } = ImmutableDictionary<InstrumentId, ImmutableArray<SentimentReading>>.Empty;

    /// <summary>Bars of all series.</summary>
    public long BarCount => Series.Sum(x => (long)x.Count);

    /// <summary>Open time of the earliest bar.</summary>
    public DateTimeOffset First => Series.Min(x => x.OpenTime(0));

    /// <summary>Close time of the latest bar.</summary>
    public DateTimeOffset End => Series.Max(x => x.OpenTime(x.Count - 1)) + Description.Timeframe.Length;

    /// <summary>A part of it: some instruments, and their bars that open in [from, before).</summary>
    /// <exception cref="ArgumentException">It has no such bar.</exception>
    public Recording Between(DateTimeOffset from, DateTimeOffset before, IReadOnlyCollection<InstrumentId> instruments)
    {
        ImmutableArray<BarSeries> part = [.. Series.Where(series => instruments.Contains(series.Instrument.Id)).Select(series => series.Between(from, before)).OfType<BarSeries>()];
        return part.IsEmpty
            ? throw new ArgumentException($"The recording '{Description.Id}' has no bar of these instruments from {from:u} to {before:u}.", nameof(from))
            : new Recording(Description, part, [], [], 0) { Readings = Readings };
    }

    /// <summary>
    /// Without the bars of shares that open outside of regular sessions; bars of a day or more are all kept. The same one when there is
    /// nothing to leave out.
    /// </summary>
    /// <exception cref="RecordingException">Nothing is left.</exception>
    public Recording InSessions()
    {
        if (Description.Timeframe.Length >= TimeSpan.FromDays(1)) return this;
        ImmutableArray<BarSeries> within = [.. Series.Select(series => series.InSessions()).OfType<BarSeries>()];
        if (within.SequenceEqual(Series)) return this;
        return within.IsEmpty
            ? throw new RecordingException($"No bar of the recording '{Description.Id}' lies in a regular session of the NYSE. Give its bars their open times in UTC, or write 'calendar: always-open' into its recording.yaml.")
            : new Recording(Description, within, Files, Quarantined, QuarantinedCount) { Readings = Readings };
    }

    /// <summary>The series of an instrument, or null.</summary>
    public BarSeries? Find(InstrumentId instrument) => Series.FirstOrDefault(x => x.Instrument.Id == instrument);
}
