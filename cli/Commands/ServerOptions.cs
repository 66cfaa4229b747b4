using System.CommandLine;
using System.Globalization;
using InvestBot.Cli.Up;

namespace InvestBot.Cli.Commands;

/// <summary>The options that <c>up</c> takes and hands to the server process.</summary>
internal sealed class ServerOptions
{
    public Option<int> Port { get; } = BuildPort("The port of the page and the API, on 127.0.0.1.", UpOptions.DefaultPort);

    public Option<DirectoryInfo?> Data { get; } = BuildData();

    public Option<string?> Speed { get; } = new("--speed") { Description = "How fast recordings run: a multiple of real time, for example 60, or 'max'." };

    public Option<bool> NoDemo { get; } = new("--no-demo") { Description = "Do not make the demo fleet." };

    public ServerOptions()
    {
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

    /// <summary>A port of this machine.</summary>
    public static Option<int> BuildPort(string description, int usual)
    {
        var port = new Option<int>("--port") { Description = description, DefaultValueFactory = _ => usual };
        port.Validators.Add(result =>
        {
            // A text that is no number can't be asked for as one here.
            if (result.Tokens is [var token, ..]
                && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535))
                result.AddError("--port takes a number from 1 to 65535.");
        });
        return port;
    }

    /// <summary>A folder of recordings.</summary>
    public static Option<DirectoryInfo?> BuildData()
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "A folder of recorded sessions (CSV) to replay beside those that ship." };
        data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo?>() is { Exists: false } folder)
                result.AddError($"--data: there is no folder {folder.FullName}.");
        });
        return data;
    }

    private static bool IsSpeed(string text) =>
        text == "max"
        || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0);
}
