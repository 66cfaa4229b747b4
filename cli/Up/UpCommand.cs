using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Up;

internal static class UpCommand
{
    public static Command Build(TimeProvider time)
    {
        var server = new ServerOptions();
        var detach = new Option<bool>("--detach") { Description = "Return when the page is ready and leave everything running (what happens without a terminal)." };
        var attach = new Option<bool>("--attach") { Description = "Stay and show a summary; Ctrl-C ends everything (what happens on a terminal)." };
        var fresh = new Option<bool>("--fresh") { Description = "Set everything stored aside (one generation is kept) and begin anew." };
        var command = new ExampleCommand(
            "up",
            "Start the database, the bots and the page.",
            "investbot up                     start, and stay until Ctrl-C",
            "investbot up --detach            start, and return when the page is ready",
            "investbot up --port 9100         another port for the page",
            "investbot up --speed 600         recorded markets at 600 times their speed",
            "investbot up --data ~/recorded   recorded sessions of your own");
        server.AddTo(command);
        command.Options.Add(detach);
        command.Options.Add(attach);
        command.Options.Add(fresh);
        command.Validators.Add(result =>
        {
            if (result.GetValue(detach) && result.GetValue(attach))
                result.AddError("--detach and --attach exclude each other.");
        });
        command.SetAction(async (parsed, _) =>
        {
            var options = new UpOptions(
                parsed.GetValue(server.Port),
                parsed.GetValue(attach) || (!parsed.GetValue(detach) && !Console.IsOutputRedirected),
                parsed.GetValue(fresh),
                parsed.GetValue(server.Data)?.FullName,
                parsed.GetValue(server.Speed),
                parsed.GetValue(server.NoDemo));
            using var interruption = new Interruption();
            return (int)await new Startup(InstallationHome.OfThisClone(), options, Steps.OnConsole(time), time).RunAsync(interruption.Token);
        });
        return command;
    }
}
