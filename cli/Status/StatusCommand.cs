using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;

namespace InvestBot.Cli.Status;

internal static class StatusCommand
{
    public static Command Build(TimeProvider time)
    {
        var json = JsonOption.Build();
        var command = new ExampleCommand(
            "status",
            "Show what runs: processes, ports, memory, bots.",
            "investbot status          for people",
            "investbot status --json   for programs; exit code 0 only when the page is ready")
        { json };
        command.SetAction(async (parsed, token) =>
        {
            var report = await new Inspection(InstallationHome.OfThisClone(), time).RunAsync(token);
            report.Write(Console.Out, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.NotRunning);
        });
        return command;
    }
}
