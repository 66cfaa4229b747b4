using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Down;

internal static class DownCommand
{
    public static Command Build(TimeProvider time)
    {
        var command = new ExampleCommand(
            "down",
            "End the bots, the page and the database that 'up' started, and nothing else.",
            "investbot down   end everything in order; positions and history stay stored");
        command.SetAction(async (_, token) =>
        {
            var home = InstallationHome.OfThisClone();
            using var held = await HomeLock.TakeAsync(home, time, token);
            await new Shutdown(home, Steps.OnConsole(time), time).RunAsync(token);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
