using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Status;

internal static class StatusCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Build(TimeProvider time)
    {
        var json = JsonOption.Build();
        var until = new Option<Awaited[]>("--until")
        {
            Description = "Wait until the figure NAME is VALUE (of a number: at least), as in running=2; may be given again",
            HelpName = "NAME=VALUE",
            CustomParser = result => [.. result.Tokens.Select(token => Awaited.Parse(token.Value) ?? Fail(result, token.Value)).OfType<Awaited>()],
        };
        var within = new Option<int>("--within") { Description = "Seconds to wait for it", HelpName = "SECONDS", DefaultValueFactory = _ => 300 };
        within.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"--within takes seconds, 1 or more, and not {result.GetValueOrDefault<int>()}.");
        });
        var command = new ExampleCommand(
            "status",
            "Show what runs: processes, ports, memory, bots, and what is not as it should be.",
            "investbot status                                 for people",
            "investbot status --json                          for programs; exit code 0 only when the page is ready",
            "investbot status --until running=7               wait until seven bots run",
            "investbot status --until 'health of database=healthy' --within 60")
        { json, until, within };
        command.SetAction(async (parsed, token) =>
        {
            var inspection = new Inspection(InstallationHome.OfThisClone(), time);
            var awaited = parsed.GetValue(until) ?? [];
            var limit = TimeSpan.FromSeconds(parsed.GetValue(within));
            var start = time.GetTimestamp();
            var report = await inspection.RunAsync(token);
            while (Missing(awaited, report).Length > 0 && time.GetElapsedTime(start) < limit)
            {
                await Task.Delay(Pause, time, token);
                report = await inspection.RunAsync(token);
            }

            string[] missing = [.. Missing(awaited, report).Select(one => $"Not seen within {limit.TotalSeconds:0} s: {one}")];
            (report with { Ok = report.Ok && missing.Length == 0, Notes = [.. report.Notes, .. missing] }).Write(Console.Out, parsed.GetValue(json));
            return (int)(missing.Length > 0 ? ExitCode.Failed : report.Ok ? ExitCode.Ok : ExitCode.NotRunning);
        });
        return command;
    }

    private static Awaited[] Missing(Awaited[] awaited, Report report) => [.. awaited.Where(one => !one.IsSeenIn(report))];

    private static Awaited? Fail(System.CommandLine.Parsing.ArgumentResult result, string given)
    {
        result.AddError($"--until takes NAME=VALUE, such as running=2, and not '{given}'.");
        return null;
    }
}
