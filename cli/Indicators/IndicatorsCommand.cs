using System.CommandLine;
using System.Globalization;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Feeds.Quotes;
using InvestBot.Feeds.Recordings;
using InvestBot.Indicators.Catalog;

namespace InvestBot.Cli.Indicators;

/// <summary><c>investbot indicators</c>: computes indicators over any file of bars.</summary>
internal static class IndicatorsCommand
{
    public static Command Build()
    {
        var input = new Option<FileInfo[]>("--input")
        {
            Description = "CSV files of bars: headers in any order and case, common dates, gzip or not; with several, each row names its file.",
            AllowMultipleArgumentsPerToken = true,
        };
        var strict = new Option<bool>("--strict") { Description = "Fail when one row is faulty or out of order, instead of leaving it out." };
        var wanted = new Option<string[]>("--indicator")
        {
            Description = "What to compute, such as rsi:14 or bollinger:20,2.5; may be given several times.",
            AllowMultipleArgumentsPerToken = true,
        };
        var benchmark = new Option<FileInfo?>("--benchmark") { Description = "A second file of bars for 'strength'." };
        var csv = new Option<bool>("--csv") { Description = "Write comma-separated lines; this is also the default." };
        var json = new Option<bool>(JsonOption.Name) { Description = "Write one JSON object with columns and rows; null where there is no value yet." };
        var list = new Option<bool>("--list") { Description = "List all indicators with their parameters and columns." };
        var command = new ExampleCommand(
            "indicators",
            "Compute technical indicators over a file of bars.",
            "investbot indicators --list",
            "investbot indicators --input quotes.csv --indicator rsi:14",
            "investbot indicators --input SPY.csv --indicator macd bollinger:20,2.5,sample --json",
            "investbot indicators --input SPY.csv QQQ.csv.gz --indicator atr:14 --strict",
            "investbot indicators --input BONK.csv --benchmark SOL.csv --indicator strength:20")
        { input, wanted, benchmark, strict, csv, json, list };
        command.Validators.Add(result =>
        {
            if (result.GetValue(list))
                return;
            if (result.GetValue(csv) && result.GetValue(json))
                result.AddError("Choose --csv or --json.");
            else if (result.GetValue(input) is not { Length: > 0 } || result.GetValue(wanted) is not { Length: > 0 })
                result.AddError("Give --input FILE and --indicator NAME, or --list.");
        });
        command.SetAction((parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(list))
                IndicatorList.Write(output, parsed.GetValue(json));
            else
                Run(parsed.GetValue(input)!, parsed.GetValue(wanted)!, parsed.GetValue(benchmark), parsed.GetValue(strict), parsed.GetValue(json), output, parsed.InvocationConfiguration.Error);
            return Task.FromResult((int)ExitCode.Ok);
        });
        return command;
    }

    private static void Run(FileInfo[] inputs, string[] wanted, FileInfo? benchmark, bool strict, bool json, TextWriter output, TextWriter errors)
    {
        CatalogIndicator[] Fresh() => [.. wanted.Select(x => IndicatorCatalog.TryCreate(x, out var error) ?? throw new CliFailure(ExitCode.Usage, error))];
        if (benchmark is null && Fresh().FirstOrDefault(x => x.Entry.NeedsBenchmark) is { } needy)
            throw new CliFailure(ExitCode.Usage, $"{needy.Entry.Name} compares with a second file: give --benchmark FILE.");
        var reference = benchmark is null ? null : Read(benchmark.FullName, strict);
        var table = IndicatorTable.Join([.. inputs.Select(input => IndicatorTable.Compute(inputs.Length > 1 ? NameOf(input, inputs) : null, Read(input.FullName, strict), reference, Fresh()))]);
        if (json)
        {
            output.WriteLine(table.ToJson());
            return;
        }

        table.WriteCsv(output);
        foreach (var note in table.Notes)
            errors.WriteLine($"investbot: {note}");
    }

    // The plain name, or the whole path where two files share it.
    private static string NameOf(FileInfo input, FileInfo[] inputs) => inputs.Count(other => other.Name == input.Name) > 1 ? input.FullName : input.Name;

    private static QuoteSeries Read(string path, bool strict)
    {
        try
        {
            var bars = QuoteFile.Open(path, keep: 100_000);
            if (!strict) return bars;
            if (bars.SkippedCount > 0)
            {
                var row = bars.Skipped[0];
                throw new CliFailure(ExitCode.Failed, string.Create(
                    CultureInfo.InvariantCulture, $"{path} has {bars.SkippedCount} faulty rows, the first in line {row.Line}: {row.Reason}: {row.Detail}. {row.Remedy}"));
            }

            if (bars.UnsortedLine is { } line)
                throw new CliFailure(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}: the time is earlier than the one before. Sort the file by time, oldest first."));
            return bars;
        }
        catch (RecordingException refused)
        {
            throw new CliFailure(ExitCode.Failed, refused.Message);
        }
    }
}
