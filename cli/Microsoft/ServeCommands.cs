using System.CommandLine;
using System.Globalization;
using System.Net;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Serve;

namespace InvestBot.Cli.Microsoft;

/// <summary><c>serve silo</c> and <c>serve api</c>: the processes of a cluster, each in the foreground, for a supervisor to keep.</summary>
internal static class ServeCommands
{
    public static Command Build() => new ExampleCommand(
        "serve",
        "Run one process of a cluster; databases and keys come from the environment.",
        "investbot serve silo --silo-port 11111 --gateway-port 30000 --ops-port 8080",
        "investbot serve api --port 9090")
    { Silo(), Api() };

    private static ExampleCommand Silo()
    {
        var server = new ServerOptions();
        var silo = PortOption("--silo-port", "The port that silos talk to silos on.", 11111);
        var gateway = PortOption("--gateway-port", "The port that the API talks to silos on.", 30000);
        var ops = PortOption("--ops-port", "The port of probes and of Orleans' dashboard, on 127.0.0.1.", 8080);
        var address = new Option<IPAddress>("--address")
        {
            Description = "The address of this machine that other silos and the API reach.",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result => IPAddress.TryParse(result.Tokens[0].Value, out var parsed) ? parsed : Refuse(result),
        };
        var command = new ExampleCommand("silo", "Run a silo: it trades what no other silo of the cluster trades.") { silo, gateway, ops, address };
        command.Options.Add(server.Data);
        command.Options.Add(server.Speed);
        command.Options.Add(server.NoDemo);
        command.SetAction((parsed, token) => SiloHost.RunAsync(
            new SiloServe(
                parsed.GetValue(address)!, parsed.GetValue(silo), parsed.GetValue(gateway), parsed.GetValue(ops),
                new ServeOptions(0, parsed.GetValue(server.Data)?.FullName, parsed.GetValue(server.Speed), parsed.GetValue(server.NoDemo))),
            token));
        return command;
    }

    private static ExampleCommand Api()
    {
        var server = new ServerOptions();
        var command = new ExampleCommand("api", "Run the API and the page, as a client of the cluster.") { server.Port, server.Data };
        command.SetAction((parsed, token) => ApiHost.RunAsync(new ServeOptions(parsed.GetValue(server.Port), parsed.GetValue(server.Data)?.FullName, null, true), token));
        return command;
    }

    private static IPAddress? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--address takes an IP address.");
        return null;
    }

    private static Option<int> PortOption(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535))
                result.AddError($"{name} takes a number from 1 to 65535.");
        });
        return option;
    }
}

/// <summary>What a silo process was told.</summary>
internal sealed record SiloServe(IPAddress Address, int SiloPort, int GatewayPort, int OpsPort, ServeOptions Server);
