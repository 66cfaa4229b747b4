using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Strategies;

/// <summary><c>investbot strategies</c>: names strategies with their parameters, and the presets.</summary>
internal static class StrategiesCommand
{
    public static Command Build()
    {
        var json = JsonOption.Build();
        var command = new ExampleCommand("strategies", "List the strategies with their parameters, and the presets.", "investbot strategies", "investbot strategies --json") { json };
        command.Subcommands.Add(PagesCommand.Build());
        command.SetAction((parsed, _) =>
        {
            if (parsed.GetValue(json)) Report().Write(parsed.InvocationConfiguration.Output, json: true);
            else foreach (var line in Lines()) parsed.InvocationConfiguration.Output.WriteLine(line);
            return Task.FromResult((int)ExitCode.Ok);
        });
        return command;
    }

    // The defaults as figures, what they mean as notes.
    private static Report Report() => new(
        true,
        [.. StrategyCatalog.All.SelectMany(strategy => strategy.Parameters.Select(parameter => new Figure($"{ShortOf(strategy.Id)} {parameter.Name}", parameter.Default)))],
        [
            .. StrategyCatalog.All.Select(strategy => $"{ShortOf(strategy.Id)}: {strategy.Description}"),
            .. StrategyCatalog.All.SelectMany(strategy => strategy.Parameters.Select(parameter => $"{ShortOf(strategy.Id)} {parameter.Name}: {parameter.Explanation} {parameter.Range}.")),
            .. PresetCatalog.All.Select(preset => $"preset {preset.Id} ({ShortOf(preset.Strategy)}): {Words(preset)}"),
        ]);

    private static IEnumerable<string> Lines()
    {
        foreach (var strategy in StrategyCatalog.All)
        {
            yield return $"{ShortOf(strategy.Id)}: {strategy.Description}";
            var width = strategy.Parameters.Max(parameter => parameter.Name.Length);
            foreach (var parameter in strategy.Parameters) yield return $"  {parameter.Name.PadRight(width)}  {parameter.Explanation} Write {parameter.Range}.";
            yield return "";
        }
        yield return "Presets:";
        var longest = PresetCatalog.All.Max(preset => preset.Id.Length);
        foreach (var preset in PresetCatalog.All) yield return $"  {preset.Id.PadRight(longest)}  {Words(preset)}";
    }

    // What it does, and what it does not although its name may say so.
    private static string Words(Preset preset) => $"{preset.Description} {preset.Note}".TrimEnd();

    private static string ShortOf(string id) => id["strategy.".Length..];
}
