using System.CommandLine;
using InvestBot.Cli.Bench.Api;
using InvestBot.Cli.Bench.Backtests;
using InvestBot.Cli.Bench.Engine;
using InvestBot.Cli.Bench.Fleet;
using InvestBot.Cli.Bench.Hub;
using InvestBot.Cli.Bench.Indicators;
using InvestBot.Cli.Bench.Storage;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Bench;

/// <summary><c>investbot bench</c>: measures on this machine what the documentation promises. Nothing that runs already is touched.</summary>
internal static class BenchCommand
{
    public static Command Build(TimeProvider time) => new("bench", "Measure this machine: engine, indicators, backtest, decisions, storage, fleet, API, hub.")
    {
        Engine(), Indicators(time), Backtest(time), Decision(time), Storage(time), Fleet(time), Api(time), Hub(time),
    };

    private static ExampleCommand Engine()
    {
        var command = new ExampleCommand("engine", "Calls a second of the embedded engine, and what they cost.", "investbot bench engine   about half a minute");
        return Measured(command, (_, token) => EngineBench.RunAsync(token));
    }

    private static ExampleCommand Indicators(TimeProvider time) =>
        Measured(new ExampleCommand("indicators", "Nanoseconds and bytes for each bar of every indicator.", "investbot bench indicators   about a quarter of a minute"), (_, token) => Task.FromResult(IndicatorBench.Run(time, token)));

    private static ExampleCommand Backtest(TimeProvider time)
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "A folder of recorded bars instead of the coins that ship." };
        var command = new ExampleCommand("backtest", "Bars a second of mean reversion with its filters, in one thread.", "investbot bench backtest --data DIR") { data };
        return Measured(command, (parsed, token) => Task.FromResult(BacktestBench.Run(parsed.GetValue(data)?.FullName, time, token)));
    }

    private static ExampleCommand Decision(TimeProvider time)
    {
        var (instances, seconds) = (Number("--instances", "How many instances, with up to ten symbols each.", 5, 1000), Seconds(20));
        var command = new ExampleCommand("decision", "Time from a bar to the order at the venue.", "investbot bench decision   5 instances with 10 symbols") { instances, seconds };
        return OnTrial(command, "max", time, (trial, parsed, token) => new FleetBench(trial, time).DecisionsAsync(parsed.GetValue(instances), Length(parsed, seconds), token));
    }

    private static ExampleCommand Storage(TimeProvider time)
    {
        var (instances, seconds) = (Number("--instances", "How many instances are made, each with its database.", 200, 2000), Seconds(5));
        var command = new ExampleCommand("storage", "Durable writes a second, the time of one beside a bare INSERT and a flush of the disk, and instances made.", "investbot bench storage   about a minute") { instances, seconds };
        return Measured(command, (parsed, token) => StorageBench.RunAsync(Length(parsed, seconds), parsed.GetValue(instances), time, token));
    }

    private static ExampleCommand Fleet(TimeProvider time)
    {
        var (instances, seconds) = (Number("--instances", "How many instances, with up to ten symbols each.", 50, 2000), Seconds(20));
        var command = new ExampleCommand("fleet", "Rounds and decisions a second of a fleet, and its memory.", "investbot bench fleet --instances 200") { instances, seconds };
        return OnTrial(command, "max", time, (trial, parsed, token) => new FleetBench(trial, time).ThroughputAsync(parsed.GetValue(instances), Length(parsed, seconds), token));
    }

    private static ExampleCommand Api(TimeProvider time)
    {
        var (rate, seconds) = (Number("--rate", "Requests a second.", 200, 10_000), Seconds(10));
        var command = new ExampleCommand("api", "Times of the API's answers at a steady rate.", "investbot bench api --rate 200 --seconds 10") { rate, seconds };
        return OnTrial(command, null, time, (trial, parsed, token) => new ApiBench(trial, time).RunAsync(parsed.GetValue(rate), Length(parsed, seconds), token));
    }

    private static ExampleCommand Hub(TimeProvider time)
    {
        var (clients, seconds) = (Number("--clients", "How many followers.", 100, 2000), Seconds(15));
        var command = new ExampleCommand("hub", "Time from a change to every follower; nothing missed, nothing twice.", "investbot bench hub --clients 100") { clients, seconds };
        return OnTrial(command, null, time, (trial, parsed, token) => new HubBench(trial, time).RunAsync(parsed.GetValue(clients), Length(parsed, seconds), token));
    }

    private static ExampleCommand OnTrial(ExampleCommand command, string? speed, TimeProvider time, Func<TrialServer, ParseResult, CancellationToken, Task<Report>> measure) =>
        Measured(command, async (parsed, token) =>
        {
            var noDemo = speed is not null;
            await using var trial = new TrialServer(speed, dataFolder: null, noDemo, time);
            await trial.PrepareAsync(token);
            return await measure(trial, parsed, token);
        });

    private static ExampleCommand Measured(ExampleCommand command, Func<ParseResult, CancellationToken, Task<Report>> measure)
    {
        var json = JsonOption.Build();
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var report = await measure(parsed, interruption.Token);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

    private static Option<int> Seconds(int usual) => Number("--seconds", "How long is measured.", usual, 3600);

    private static TimeSpan Length(ParseResult parsed, Option<int> seconds) => TimeSpan.FromSeconds(parsed.GetValue(seconds));

    private static Option<int> Number(string name, string description, int usual, int most) => NumberOption.Of(name, description, usual, 1, most);
}
