using System.Globalization;
using InvestBot.Cli.Output;
using InvestBot.Domain.Risk;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Evidence;

/// <summary>Rows of one recording as Markdown and as figures.</summary>
internal static class EvidenceTable
{
    public static IEnumerable<string> Lines(Recording recording, IReadOnlyCollection<string> notes, IReadOnlyCollection<EvidenceRow> rows)
    {
        var about = recording.Description;
        yield return Text($"### {about.Name} ({recording.Series.Length} symbols, {about.Timeframe} bars, {recording.First:yyyy-MM-dd} to {recording.End:yyyy-MM-dd})");
        yield return "";
        if (notes.Count > 0)
        {
            yield return string.Join(' ', notes);
            yield return "";
        }
        yield return "| preset | trades | won | profit factor | gross | costs | net return | drawdown | ended |";
        yield return "|---|---|---|---|---|---|---|---|---|";
        foreach (var row in rows)
        {
            var total = row.Whole.Statistics.Total;
            yield return Text($"| {row.Preset} | {total.Trades} | {total.WinRate?.Value:0%} | {total.ProfitFactor:0.00} | {total.Gross.Amount:0.00} | {(total.Fees + total.Slippage).Amount:0.00} | {row.Equity.Return:+0.00%;-0.00%;0%} | {row.Equity.MaxDrawdown:0.00%} | {Ended(row)} |");
        }
        yield return "";
        yield return "| preset | net return | without costs | relative strength the other way | without breakers | walk forward, unseen | folds that gained | its trades | efficiency |";
        yield return "|---|---|---|---|---|---|---|---|---|";
        foreach (var row in rows)
            yield return Text($"| {row.Preset} | {row.Equity.Return:+0.00%;-0.00%;0%} | {row.Free:+0.00%;-0.00%;0%} | {row.Unfiltered:+0.00%;-0.00%;0%} | {row.Unhalted:+0.00%;-0.00%;0%} | {row.Walk.OutOfSample:+0.00%;-0.00%;0%} | {row.Walk.Folds.Count(fold => fold.Equity.Return > 0)} of {row.Walk.Folds.Length} | {row.Walk.Trades.Count()} | {row.Walk.Efficiency:0.00} |");
        yield return "";
    }

    public static IEnumerable<Figure> Figures(Recording recording, IEnumerable<EvidenceRow> rows)
    {
        foreach (var row in rows)
        {
            var name = $"{row.Preset} on {recording.Description.Id}";
            yield return new($"{name}: trades", row.Whole.Trades.Length);
            yield return new($"{name}: net return", Percent(row.Equity.Return), "%");
            yield return new($"{name}: without costs", Percent(row.Free), "%");
            yield return new($"{name}: drawdown", Percent(row.Equity.MaxDrawdown), "%");
            yield return new($"{name}: walk forward", Percent(row.Walk.OutOfSample), "%");
        }
    }

    private static string Ended(EvidenceRow row) => row.Whole.Risk.Halt is { Resumes: ResumeRule.Person } halt ? Text($"{halt.Rule}, {halt.Since:yyyy-MM-dd}") : "";

    private static double Percent(double fraction) => Math.Round(fraction * 100.0, 3, MidpointRounding.ToEven);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
