using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Output;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Backtests;

/// <summary>A run's figures and what must be known to read them.</summary>
internal static class BacktestReport
{
    private const int NamedRows = 5;

    public static Report Of(BacktestResult result, PreparedRun run, BacktestFigures figures) => new(true, figures.All, [.. Notes(result, run.Recording), .. run.Notes]);

    private static IEnumerable<string> Notes(BacktestResult result, Recording recording)
    {
        var bot = result.Configuration;
        yield return $"Costs: commission {Commission(bot.Paper)}, spread {bot.Paper.Spread}, slippage {bot.Paper.Slippage}; a round trip at market costs about {bot.Paper.RoundTrip}.";
        if (PresetCatalog.Find(bot.Preset) is { Note.Length: > 0 } preset) yield return preset.Note;
        if (bot.Mode != Domain.Bots.BotMode.Automatic) yield return "Every proposal counts as approved.";
        if (result.Risk.Halt is { Resumes: ResumeRule.Person } halt) yield return $"Entries are halted since {halt.Since:u}: {halt.Explanation} A person would have to resume; the backtest does not.";
        if (recording.Description.Synthetic) yield return "The prices are synthetic: they say nothing of a market.";
        foreach (var row in recording.Quarantined.Take(NamedRows)) yield return string.Create(CultureInfo.InvariantCulture, $"Left out: {row.File}, line {row.Line}: {row.Detail}. {row.Remedy}");
        if (recording.QuarantinedCount > NamedRows) yield return string.Create(CultureInfo.InvariantCulture, $"Of {recording.QuarantinedCount} faulty rows {NamedRows} are named; investbot data check names more.");
    }

    private static string Commission(PaperSettings paper) => string.Join(" and ", Parts(paper));

    private static IEnumerable<string> Parts(PaperSettings paper)
    {
        yield return paper.Commission.ToString();
        if (paper.CommissionPerUnit > 0m) yield return string.Create(CultureInfo.InvariantCulture, $"{paper.CommissionPerUnit} a unit");
        if (paper.CommissionPerOrder > 0m) yield return string.Create(CultureInfo.InvariantCulture, $"{paper.CommissionPerOrder} an order");
        if (paper.LeastCommission > 0m) yield return string.Create(CultureInfo.InvariantCulture, $"at least {paper.LeastCommission} a fill");
    }
}
