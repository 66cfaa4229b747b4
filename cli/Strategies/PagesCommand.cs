using System.CommandLine;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Strategies.Catalog;

namespace InvestBot.Cli.Strategies;

/// <summary><c>investbot strategies pages</c>: a page for each strategy, with a chart of a real example; docs/strategies is made so.</summary>
internal static class PagesCommand
{
    public static Command Build()
    {
        var json = JsonOption.Build();
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of recorded bars; default: the coins that ship." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder that the pages are written into.", Required = true };
        var from = new Option<DateTimeOffset>("--from") { Description = "Where the search for examples begins.", DefaultValueFactory = _ => new DateTimeOffset(2024, 5, 2, 0, 0, 0, TimeSpan.Zero) };
        var command = new ExampleCommand("pages", "Write a page for each strategy, with a chart of a real example.", "investbot strategies pages --out docs/strategies") { json, data, output, from };
        command.SetAction((parsed, _) =>
        {
            using var interruption = new Interruption();
            var recording = RecordedBars.Open(parsed.GetValue(data)?.FullName, strict: false, interruption.Token);
            var folder = parsed.GetRequiredValue(output).FullName;
            var tapes = recording.Series.Select(RecordedBars.Tape).OrderBy(tape => tape.Instrument.Id).ToList();
            var examples = 0;
            Directory.CreateDirectory(folder);
            foreach (var strategy in StrategyCatalog.All)
            {
                interruption.Token.ThrowIfCancellationRequested();
                var name = strategy.Id["strategy.".Length..];
                var example = StrategyExample.Find(strategy, tapes, recording.Description.Timeframe, parsed.GetValue(from));
                File.WriteAllText(Path.Combine(folder, $"{name}.md"), StrategyPage.Of(strategy, example, recording.Description));
                if (example is null) continue;
                examples++;
                File.WriteAllText(Path.Combine(folder, $"{name}.svg"), ExampleChart.Of(example));
            }
            new Report(true, [new("pages", StrategyCatalog.All.Length), new("examples", examples)], [$"Written into {folder}."]).Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return Task.FromResult((int)ExitCode.Ok);
        });
        return command;
    }
}
