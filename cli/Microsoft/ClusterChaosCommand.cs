using System.CommandLine;
using System.Globalization;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Microsoft;

/// <summary><c>chaos</c> of a cluster: proves that bots of a killed silo trade again on another, and that nothing is lost or doubled by it.</summary>
internal static class ClusterChaosCommand
{
    public static Command Build(TimeProvider time)
    {
        var kills = new Option<int>("--kills") { Description = "How often a silo is killed, 1 to 100.", DefaultValueFactory = _ => 2 };
        var drains = new Option<int>("--drains") { Description = "How often, after that, a silo is asked to end, 0 to 100.", DefaultValueFactory = _ => 1 };
        var speed = new Option<string>("--speed") { Description = "How fast recordings run: a multiple of real time, or 'max'.", DefaultValueFactory = _ => "max" };
        var json = JsonOption.Build();
        kills.Validators.Add(result => Range(result, "--kills", 1));
        drains.Validators.Add(result => Range(result, "--drains", 0));
        var command = new ExampleCommand(
            "chaos",
            "Run a throw-away cluster of two silos and an API, kill silos, and compare its books with the venue's.",
            "investbot chaos                     two kills and a drain",
            "investbot chaos --kills 10 --json   for programs; exit code 0 only when nothing is lost and each took ten seconds at most")
        { kills, drains, speed, json };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            await using var trial = new ClusterTrial(parsed.GetValue(speed)!, time);
            var report = await new ClusterChaosRun(trial, parsed.GetValue(kills), parsed.GetValue(drains), time, Console.Error.WriteLine).RunAsync(interruption.Token);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

    private static void Range(System.CommandLine.Parsing.OptionResult result, string name, int least)
    {
        if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 100))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to 100."));
    }
}
