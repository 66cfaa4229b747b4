using System.CommandLine;
using InvestBot.Cli.Commands;

namespace InvestBot.Cli.Serve;

/// <summary>The server process itself. <c>up</c> starts it; people rarely do.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var server = new ServerOptions();
        var command = new ExampleCommand(
            "serve",
            "Run the server in this process; its database and folders come from the environment that 'up' prepares.")
        { Hidden = true };
        server.AddTo(command);
        command.SetAction((parsed, token) => ServerHost.RunAsync(
            new ServeOptions(
                parsed.GetValue(server.Port),
                parsed.GetValue(server.Data)?.FullName,
                parsed.GetValue(server.Speed),
                parsed.GetValue(server.NoDemo)),
            token));
        return command;
    }
}
