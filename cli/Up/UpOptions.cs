namespace InvestBot.Cli.Up;

/// <summary>What <c>up</c> was asked.</summary>
internal sealed record UpOptions(int Port, bool Attach, bool Fresh, string? DataFolder, string? Speed, bool NoDemo)
{
    public const int DefaultPort = 9090;

    /// <summary>The arguments of the server process. None of them is a secret.</summary>
    public IReadOnlyList<string> ServeArguments()
    {
        List<string> arguments = ["serve", "--port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (DataFolder is not null)
            arguments.AddRange(["--data", DataFolder]);
        if (Speed is not null)
            arguments.AddRange(["--speed", Speed]);
        if (NoDemo)
            arguments.Add("--no-demo");
        return arguments;
    }
}
