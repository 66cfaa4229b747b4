using System.Collections.Immutable;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;

namespace InvestBot.Backtest.Runs;

/// <summary>Counts while a run goes on.</summary>
internal sealed class RoundCounts
{
    private readonly SortedDictionary<string, long> _filtered = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _rejected = new(StringComparer.Ordinal);
    private long _signals;
    private long _entries;
    private long _reduced;

    internal long Bars { get; set; }

    internal long Rounds { get; set; }

    internal void Ranked(ImmutableArray<Candidate> candidates, ImmutableArray<FilteredSignal> filtered)
    {
        _signals += candidates.Length + filtered.Length;
        foreach (var signal in filtered) Add(_filtered, signal.Filter);
    }

    internal void Judged(RiskVerdict verdict)
    {
        if (verdict.Kind == VerdictKind.Rejected)
        {
            foreach (var finding in verdict.Findings) Add(_rejected, finding.Rule);
            return;
        }
        _entries++;
        if (verdict.Kind == VerdictKind.Reduced) _reduced++;
    }

    internal BacktestCounts Total(IEnumerable<KeyValuePair<string, long>> halts) => new(
        Bars, Rounds, _signals, Sorted(_filtered), Sorted(_rejected), _entries, _reduced, Sorted(halts));

    private static void Add(SortedDictionary<string, long> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static ImmutableSortedDictionary<string, long> Sorted(IEnumerable<KeyValuePair<string, long>> counts) => counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
