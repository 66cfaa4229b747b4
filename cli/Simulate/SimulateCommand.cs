using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Processes;
using InvestBot.Simulation.Faults;
using InvestBot.Simulation.Runs;

namespace InvestBot.Cli.Simulate;

/// <summary><c>investbot simulate</c>: whole fleets from seeds, under virtual time, with everything going wrong that can.</summary>
internal static class SimulateCommand
{
    private const string None = "none";

    public static Command Build(TimeProvider time)
    {
        var seeds = Number("--seeds", "How many seeds are run, one after another on each processor.", 200, 1_000_000);
        var days = Number("--days", "Trading days of each, of 288 five-minute rounds.", 1, 100);
        var bots = Number("--bots", "Instances of each fleet.", 3, 20);
        var first = Number("--first-bot", "Number of the first instance: who it is depends on seed and number alone.", 1, 1000);
        var data = new Option<DirectoryInfo?>("--data") { Description = "Trade parts of a folder of recorded bars, such as data/crypto-2024, instead of made-up markets." };
        var seed = new Option<ulong?>("--seed") { Description = "The first seed; alone, the only one." };
        var faults = new Option<string?>("--faults") { Description = "Only these faults, as a failing run prints them: crash-1,commit-lost-2; or none." };
        var json = JsonOption.Build();
        faults.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && Read(token.Value) is null) result.AddError($"--faults takes a list such as crash-1,commit-lost-2, or none; '{token.Value}' is neither.");
        });
        var command = new ExampleCommand(
            "simulate",
            "Run simulated fleets from seeds, with crashes, lost answers and venue faults, and check every step.",
            "investbot simulate                          200 seeds of one day and three bots",
            "investbot simulate --seeds 500 --days 2     more and longer ones",
            "investbot simulate --seed 48 --days 1       one seed again; it does the same to the byte",
            "investbot simulate --data data/crypto-2024  parts of a recorded market")
        { seeds, days, bots, first, data, seed, faults, json };
        command.SetAction((parsed, _) =>
        {
            using var interruption = new Interruption();
            var start = parsed.GetValue(seed);
            var alone = start is not null && parsed.GetResult(seeds) is null or { Implicit: true };
            var market = parsed.GetValue(data) is { } folder ? new RecordedBars(folder.ToString(), Backtests.RecordedBars.Open(folder.FullName, false, interruption.Token)) : null;
            var plan = new SimulationOptions(
                start ?? 1, parsed.GetValue(days), parsed.GetValue(bots), parsed.GetValue(first), parsed.GetValue(faults) is { } list ? Read(list) : null, market);
            var report = new SimulateRun(plan, alone ? 1 : parsed.GetValue(seeds), time, Console.Error.WriteLine).Run(interruption.Token);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return Task.FromResult((int)(report.Ok ? ExitCode.Ok : ExitCode.Failed));
        });
        return command;
    }

    private static ImmutableHashSet<Fault>? Read(string text)
    {
        if (text == None) return [];
        var faults = ImmutableHashSet.CreateBuilder<Fault>();
        foreach (var part in text.Split(','))
        {
            if (!Fault.TryParse(part, out var fault)) return null;
            faults.Add(fault);
        }
        return faults.ToImmutable();
    }

    private static Option<int> Number(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from 1 to {most}."));
        });
        return option;
    }
}
