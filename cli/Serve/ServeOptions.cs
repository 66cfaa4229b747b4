namespace InvestBot.Cli.Serve;

/// <summary>What the server process was told on its command line.</summary>
/// <param name="Port">The loopback port of page and API.</param>
/// <param name="DataFolder">Recorded sessions to replay; null means those that ship.</param>
/// <param name="Speed">A multiple of real time, or <c>max</c>; null means the demo's own.</param>
/// <param name="NoDemo">Whether to leave the fleet empty.</param>
internal sealed record ServeOptions(int Port, string? DataFolder, string? Speed, bool NoDemo);
