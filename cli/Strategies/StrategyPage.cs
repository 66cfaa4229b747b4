using System.Globalization;
using System.Text;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Catalog;

namespace InvestBot.Cli.Strategies;

/// <summary>The page of one strategy, as Markdown.</summary>
internal static class StrategyPage
{
    internal static string Of(StrategyDescription strategy, StrategyExample? example, RecordingDescription recording)
    {
        var name = strategy.Id["strategy.".Length..];
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {strategy.Name}\n\n`{strategy.Id}`. {strategy.Description}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"**Source.** {strategy.Source}\n\n");
        if (strategy.Filters.Leaders > 0) page.Append(CultureInfo.InvariantCulture, $"**Filters of its own.** Relative strength, and the {strategy.Filters.Leaders} leaders of the universe.\n\n");
        page.Append("| parameter | default | range | meaning |\n|---|---|---|---|\n");
        foreach (var parameter in strategy.Parameters)
            page.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {parameter.Default:0.####} | {parameter.Minimum:0.####} to {parameter.Maximum:0.####} | {parameter.Explanation} |\n");
        if (example is not null) Show(page, name, example, recording);
        page.Append("\n<!-- Made by `investbot strategies pages --out docs/strategies`; a test compares. -->\n");
        return page.ToString();
    }

    private static void Show(StringBuilder page, string name, StrategyExample example, RecordingDescription recording)
    {
        var signal = example.Signal;
        page.Append(CultureInfo.InvariantCulture, $"\n**Warm-up.** {example.WarmUp} bars at the defaults and bars of {example.Timeframe}; before that it says nothing.\n\n## A real example\n\n");
        page.Append(CultureInfo.InvariantCulture, $"![{signal.Instrument.Symbol} around the signal, with entry, stop and target]({name}.svg)\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{signal.Instrument.Symbol}, bars of {example.Timeframe}, {signal.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC: the first signal of any instrument since the search began, not a chosen one.\n");
        page.Append(CultureInfo.InvariantCulture, $"Entry at {signal.Entry}, stop {signal.Stop}, target {signal.Target?.ToString() ?? "none"}; confidence {signal.Confidence:0.00}. {example.Outcome} One example proves nothing; what strategies come to is in [evidence](../evidence.md).\n\n");
        if (signal.Refused is { } refused) page.Append(CultureInfo.InvariantCulture, $"**It was not to be entered**: {refused.Explanation}\n\n");
        page.Append("Its reasons:\n\n");
        foreach (var reason in signal.Reasons) page.Append(CultureInfo.InvariantCulture, $"- {reason}\n");
        page.Append("\nWhat it saw:\n\n| feature | value |\n|---|---|\n");
        foreach (var feature in signal.Features) page.Append(CultureInfo.InvariantCulture, $"| `{feature.Name}` | {feature.Value:0.########} |\n");
        page.Append(CultureInfo.InvariantCulture, $"\nBars: the recording {recording.Id}; its [README](../../data/{recording.Id}/README.md) names source and licence.\n");
    }
}
