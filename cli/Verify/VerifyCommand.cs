using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Verify;

internal static class VerifyCommand
{
    public static Command Build()
    {
        var json = JsonOption.Build();
        var command = new ExampleCommand(
            "verify",
            "Recompute positions, cash and P&L of every bot from its fills, and check its journal.",
            "investbot verify          what was checked, and every difference",
            "investbot verify --json   for programs; exit code 0 only when nothing differs")
        { json };
        command.SetAction(async (parsed, token) =>
        {
            var report = await AskAsync(InstallationHome.OfThisClone(), token);
            report.Write(Console.Out, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

    private static async Task<Report> AskAsync(InstallationHome home, CancellationToken token)
    {
        var server = ServerRecord.ReadLiving(home.ServerRecordFile)
            ?? throw new CliFailure(ExitCode.NotRunning, "InvestBot is not running; start it first: investbot up");
        using var health = new ServerHealth(home, server.Address);
        return await health.VerifyAsync(token)
            ?? throw new CliFailure(ExitCode.ServerNotReady, $"The server did not answer; its log says why: {home.ServerLog}");
    }
}
