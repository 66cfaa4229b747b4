using System.Collections.Immutable;
using System.CommandLine;
using InvestBot.Backtest.Tapes;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Serve;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Evidence;

/// <summary><c>investbot evidence</c>: every preset over recorded markets, as it is and walking forward; the tables of docs/evidence.md.</summary>
internal static class EvidenceCommand
{
    public static Command Build()
    {
        var json = JsonOption.Build();
        var data = new Option<DirectoryInfo[]>("--data") { Description = "Folders of recorded bars; default: the recordings that ship.", AllowMultipleArgumentsPerToken = true };
        var (folds, trials) = (NumberOption.Of("--folds", "Stretches of each walk forward.", 3, 1, 1000), NumberOption.Of("--trials", "Points for each stretch.", 16, 1, 1000));
        var command = new ExampleCommand("evidence", "Run every preset over recorded markets and write what it came to as Markdown.", "investbot evidence > evidence.md", "investbot evidence --data DIR --json") { json, data, folds, trials };
        command.SetAction((parsed, _) =>
        {
            using var interruption = new Interruption();
            var effort = new EvidenceEffort(parsed.GetValue(folds), parsed.GetValue(trials), Environment.ProcessorCount);
            var figures = ImmutableArray.CreateBuilder<Figure>();
            var output = parsed.InvocationConfiguration.Output;
            foreach (var folder in Folders(parsed.GetValue(data)))
            {
                var recording = RecordedBars.Open(folder, strict: false, interruption.Token);
                var notes = ImmutableArray.CreateBuilder<string>();
                var tapes = Tapes(recording, folder, notes);
                var rows = Rows(recording, tapes, effort, interruption.Token);
                figures.AddRange(EvidenceTable.Figures(recording, rows));
                if (parsed.GetValue(json)) continue;
                foreach (var line in EvidenceTable.Lines(recording, notes, rows)) output.WriteLine(line);
            }
            if (parsed.GetValue(json)) new Report(true, figures.ToImmutable(), ["All returns are of the capital, after costs unless they say otherwise."]).Write(output, json: true);
            return Task.FromResult((int)ExitCode.Ok);
        });
        return command;
    }

    // As investbot backtest takes them: adjusted where factors are known, and in regular sessions alone.
    private static ImmutableArray<BarTape> Tapes(Recording recording, string folder, ImmutableArray<string>.Builder notes)
    {
        var factors = MarketTapes.FactorsBeside(folder);
        var tapes = MarketTapes.Of(recording, [.. recording.Series.Select(series => series.Instrument.Id)], factors, allHours: false, notes);
        if (recording.Description.Calendar != TradingCalendar.Nyse) return tapes;
        if (notes.All(note => !note.Contains("sessions", StringComparison.Ordinal))) notes.Add("Every bar lies in a regular session of the NYSE.");
        if (factors is null) notes.Add("No factor files: prices are as they were traded; a split or dividend within the time would be taken for a fall.");
        return tapes;
    }

    private static IReadOnlyList<EvidenceRow> Rows(Recording recording, ImmutableArray<BarTape> tapes, EvidenceEffort effort, CancellationToken token)
    {
        var market = ServedMarkets.Describe(recording);
        return [.. PresetCatalog.All.Select(preset =>
        {
            var bot = PresetCatalog.Create(preset.Id, new InstanceId("evidence"), market);
            var watched = bot.Watched.ToHashSet();
            return EvidenceRow.Of(bot, recording, [.. tapes.Where(tape => watched.Contains(tape.Instrument.Id))], effort, token);
        })];
    }

    private static IEnumerable<string> Folders(DirectoryInfo[]? given) => given is { Length: > 0 } ? given.Select(folder => folder.FullName) : RecordingFolder.Find(Path.Combine(Clone.Folder, "data"));
}
