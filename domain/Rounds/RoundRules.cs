using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;

namespace InvestBot.Domain.Rounds;

/// <summary>What one instrument reports at the close of a bar.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Bar">The bar.</param>
/// <param name="Return">Return over the relative-strength window; NaN before it is full.</param>
/// <param name="Signal">The strategy's wish to enter, if any.</param>
public sealed record BarReport(InstrumentId Instrument, Bar Bar, double Return, Signal? Signal)
{
    /// <summary>A wish that does not count because something is held: it is learned from all the same, so that what is learned depends on the bars alone.</summary>
    public Signal? Unasked { get; init; }
}

/// <summary>A signal that passed the filters.</summary>
/// <param name="Signal">The wish.</param>
/// <param name="Bar">Its bar.</param>
/// <param name="Strength">Return above the benchmark's; NaN without one.</param>
public sealed record Candidate(Signal Signal, Bar Bar, double Strength);

/// <summary>A signal that did not pass.</summary>
/// <param name="Signal">The wish.</param>
/// <param name="Filter">Stable id: <c>relative-strength</c>.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record FilteredSignal(Signal Signal, string Filter, string Explanation);

/// <summary>Filters and ranks the signals of one round. The outcome depends on what was reported, never on the order of arrival.</summary>
public static class RoundRules
{
    /// <summary>Candidates, best first, and what was filtered out.</summary>
    /// <param name="reports">What the round's instruments reported.</param>
    /// <param name="filters">The instance's filters.</param>
    /// <param name="benchmark">What relative strength is measured against.</param>
    public static (ImmutableArray<Candidate> Candidates, ImmutableArray<FilteredSignal> Filtered) Rank(
        IReadOnlyCollection<BarReport> reports, FilterSettings filters, InstrumentId? benchmark)
    {
        // Most rounds have no signal: they cost one pass and no memory.
        return reports.Any(static report => report.Signal is not null) ? RankSignals(reports, filters, benchmark) : ([], []);
    }

    private static (ImmutableArray<Candidate> Candidates, ImmutableArray<FilteredSignal> Filtered) RankSignals(
        IReadOnlyCollection<BarReport> reports, FilterSettings filters, InstrumentId? benchmark)
    {
        var reference = reports.FirstOrDefault(report => report.Instrument == benchmark)?.Return ?? double.NaN;
        var least = LeastOfLeaders(reports, filters, benchmark);
        var candidates = new List<Candidate>();
        var filtered = ImmutableArray.CreateBuilder<FilteredSignal>();
        foreach (var report in reports.OrderBy(report => report.Instrument))
        {
            if (report.Signal is not { } signal) continue;
            var strength = report.Return - reference;
            if ((Refused(signal, strength, filters) ?? Follows(signal, report.Return, least, filters)) is { } refused) filtered.Add(refused);
            else candidates.Add(new Candidate(signal, report.Bar, strength));
        }
        return
        (
            [.. candidates
                .OrderByDescending(candidate => candidate.Signal.Confidence)
                .ThenByDescending(candidate => double.IsNaN(candidate.Strength) ? double.NegativeInfinity : candidate.Strength)
                .ThenBy(candidate => candidate.Signal.Instrument)],
            filtered.ToImmutable()
        );
    }

    // The return from which on an instrument is among the leaders; of equal ones the first by name lead.
    private static (double Return, InstrumentId Last) LeastOfLeaders(IReadOnlyCollection<BarReport> reports, FilterSettings filters, InstrumentId? benchmark)
    {
        if (filters.Leaders == 0) return default;
        var last = reports.Where(report => report.Return > 0 && report.Instrument != benchmark).OrderByDescending(report => report.Return).ThenBy(report => report.Instrument).Take(filters.Leaders).LastOrDefault();
        return last is null ? (double.PositiveInfinity, default) : (last.Return, last.Instrument);
    }

    private static FilteredSignal? Follows(Signal signal, double change, (double Return, InstrumentId Last) least, FilterSettings filters) =>
        filters.Leaders == 0 || change > least.Return || (change == least.Return && signal.Instrument.CompareTo(least.Last) <= 0)
            ? null
            : new FilteredSignal(signal, "leaders", $"{signal.Instrument.Symbol} is not among the {filters.Leaders} that rose most over {filters.RelativeStrengthBars} bars.");

    private static FilteredSignal? Refused(Signal signal, double strength, FilterSettings filters)
    {
        if (signal.Refused is { } refused) return new FilteredSignal(signal, refused.Filter, refused.Explanation);
        if (!(signal.Confidence >= filters.Confidence))
            return new FilteredSignal(signal, "confidence", string.Create(CultureInfo.InvariantCulture, $"Confidence {signal.Confidence:0.00} is below {filters.Confidence:0.00}."));
        if (!filters.RelativeStrength) return null;
        if (double.IsNaN(strength))
            return new FilteredSignal(signal, "relative-strength", $"Relative strength is not known: {filters.RelativeStrengthBars} bars of {signal.Instrument.Symbol} and of the benchmark are needed.");
        return strength > 0
            ? null
            : new FilteredSignal(signal, "relative-strength", string.Create(CultureInfo.InvariantCulture, $"{signal.Instrument.Symbol} is {Math.Abs(strength):P2} behind the benchmark over {filters.RelativeStrengthBars} bars."));
    }
}
