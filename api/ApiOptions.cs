namespace InvestBot.Api;

/// <summary>How the API and the page are served.</summary>
public sealed class ApiOptions
{
    /// <summary>The folder of the built page, with its <c>index.html</c>; null serves no page.</summary>
    public string? PageFolder { get; init; }

    /// <summary>Host names under which this server may be called; anything else is refused, so that no foreign name can be bound to it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Origins beside its own whose pages may call it: <c>https://bots.example.org</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>What every overview says about the markets and the money.</summary>
    public string Notice { get; init; } = "Recorded markets and paper money: no order here reaches a real venue.";

    /// <summary>The engine behind the grains, as the health page names it.</summary>
    public string Engine { get; init; } = "Embedded";

    /// <summary>Largest request body, in bytes.</summary>
    public int RequestSize { get; init; } = 64 * 1024;

    /// <summary>Sign-ins per minute and client address.</summary>
    public int SignInsPerMinute { get; init; } = 30;
}
