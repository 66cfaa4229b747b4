using System.CommandLine;
using System.Globalization;
using InvestBot.Cli.Up;

namespace InvestBot.Cli.Commands;

/// <summary>The options that <c>up</c> takes and hands to the server process.</summary>
internal sealed class ServerOptions
{
    public Option<int> Port { get; } = new("--port")
    {
        Description = "The port of the page and the API, on 127.0.0.1.",
        DefaultValueFactory = _ => UpOptions.DefaultPort,
    };

    public Option<DirectoryInfo?> Data { get; } = new("--data") { Description = "A folder of recorded sessions (CSV) to replay beside those that ship." };

    public Option<string?> Speed { get; } = new("--speed") { Description = "How fast recordings run: a multiple of real time, for example 60, or 'max'." };

    public Option<bool> NoDemo { get; } = new("--no-demo") { Description = "Do not make the demo fleet." };

    public ServerOptions()
    {
        Port.Validators.Add(result =>
        {
            // A text that is no number can't be asked for as one here.
            if (result.Tokens is [var token, ..]
                && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535))
                result.AddError("--port takes a number from 1 to 65535.");
        });
        Data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo?>() is { Exists: false } folder)
                result.AddError($"--data: there is no folder {folder.FullName}.");
        });
        Speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } speed && !IsSpeed(speed))
                result.AddError("--speed takes a number above 0, or 'max'.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(Port);
        command.Options.Add(Data);
        command.Options.Add(Speed);
        command.Options.Add(NoDemo);
    }

    private static bool IsSpeed(string text) =>
        text == "max"
        || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0);
}
