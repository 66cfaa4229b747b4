using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Outages;

/// <summary>How a part of the server is.</summary>
internal sealed record Check(string Status, string Detail, string Remedy);

/// <summary>A server whose bots trade a recording at many times its speed, and somebody who is signed in.</summary>
internal sealed partial class TradingServer : IAsyncDisposable
{
    private HttpClient _client = new();

    private TradingServer()
    {
    }

    public Investbot Investbot { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TradingServer> StartAsync(params string[] bots)
    {
        var server = new TradingServer();
        var up = await server.UpAsync();
        server._client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{server.Investbot.Port}") };
        var answer = await server._client.PostAsJsonAsync("/api/v1/auth/login", new { name = "admin", password = Password().Match(up.Output).Groups[1].Value }, Token);
        using var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        server._client.DefaultRequestHeaders.Authorization = new("Bearer", session.RootElement.GetProperty("accessToken").GetString());
        foreach (var bot in bots)
        {
            (await server._client.PostAsJsonAsync("/api/v1/instances", new { id = bot, preset = "multi-platform" }, Token)).IsSuccessStatusCode.ShouldBeTrue();
            (await server._client.PostAsJsonAsync($"/api/v1/instances/{bot}/start", new { }, Token)).IsSuccessStatusCode.ShouldBeTrue();
        }
        return server;
    }

    public async Task<Run> UpAsync()
    {
        var up = await Investbot.UpAsync("--speed", "600");
        up.ExitCode.ShouldBe(0, up.Errors);
        return up;
    }

    /// <summary>The health page once the parts named are so, each as <c>NAME=STATUS</c>.</summary>
    public async Task<IReadOnlyDictionary<string, Check>> HealthAsync(params string[] parts)
    {
        await Investbot.UntilAsync([.. parts.Select(part => $"health of {part}")]);
        using var health = JsonDocument.Parse(await _client.GetStringAsync("/api/v1/health", Token));
        return health.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(
            check => Text(check, "name"), check => new Check(Text(check, "status"), Text(check, "detail"), Text(check, "remedy")));
    }

    /// <summary>Waits until the market of the bots has played so many rounds more.</summary>
    public async Task RoundsAsync(double rounds)
    {
        var (market, played) = (await Investbot.UntilAsync($"running=1")).Where(figure => figure.Key.StartsWith("rounds of ", StringComparison.Ordinal)).MaxBy(figure => Number(figure.Value));
        await Investbot.UntilAsync(string.Create(CultureInfo.InvariantCulture, $"{market}={Number(played) + rounds}"));
    }

    public async Task<Report> VerifyAsync() => Report.Parse((await Investbot.RunAsync("verify", "--json")).Output);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Investbot.DisposeAsync();
    }

    private static double Number(string figure) => double.Parse(figure, CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";

    [GeneratedRegex(@"Password\s+(\S+)")]
    private static partial Regex Password();
}
