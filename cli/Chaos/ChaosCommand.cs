using System.CommandLine;
using System.Globalization;
using InvestBot.Cli.Chaos.Planted;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Chaos;

/// <summary><c>investbot chaos</c>: proves that a killed server loses nothing and repeats nothing.</summary>
internal static class ChaosCommand
{
    public static Command Build(TimeProvider time)
    {
        var kills = new Option<int>("--kills") { Description = "How often the server is killed, 1 to 10,000.", DefaultValueFactory = _ => 20 };
        var seed = new Option<int>("--seed") { Description = "Draws the moments; the same seed draws the same ones.", DefaultValueFactory = _ => 1 };
        var speed = new Option<string>("--speed") { Description = "How fast recordings run: a multiple of real time, or 'max'.", DefaultValueFactory = _ => "max" };
        var mistake = new Option<string?>("--break") { Description = $"Plant a mistake that must be found: {string.Join(", ", Mistakes.All)}." };
        mistake.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !Mistakes.All.Contains(token.Value)) result.AddError($"--break takes {string.Join(", ", Mistakes.All)}.");
        });
        var json = JsonOption.Build();
        kills.Validators.Add(result =>
        {
            // A text that is no number can't be asked for as one here.
            if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 10_000))
                result.AddError("--kills takes a number from 1 to 10000.");
        });
        var command = new ExampleCommand(
            "chaos",
            "Kill a throw-away fleet's server and database at random moments and compare its books with the venue's.",
            "investbot chaos                       20 kills",
            "investbot chaos --kills 1000 --seed 7 other moments, and more of them",
            "investbot chaos --break send-before-commit     must find something, and end with 1",
            "investbot chaos --kills 5 --json      for programs; exit code 0 only when nothing is lost or doubled")
        { kills, seed, speed, mistake, json };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var planted = parsed.GetValue(mistake);
            await using var trial = new TrialServer(parsed.GetValue(speed)!, dataFolder: null, noDemo: false, time)
            {
                VenueApart = true,
                ConnectionOptions = planted == Mistakes.UnflushedCommits ? UnflushedDatabase.ConnectionOptions : null,
            };
            await trial.PrepareAsync(interruption.Token);
            var run = new ChaosRun(trial, ChaosPlan.Draw(parsed.GetValue(kills), parsed.GetValue(seed), planted), planted, time, Console.Error.WriteLine);
            var report = await run.RunAsync(interruption.Token);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }
}
