using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;
using InvestBot.Cli.Testing;

namespace InvestBot.Cli.Backups;

/// <summary>A machine is lost with all that it had, and another one has a copy of the master key and of the backups.</summary>
public sealed partial class DisasterTests
{
    private static readonly string[] Bots = ["alpha", "beta"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact, Trait(Runs.Name, Runs.Full)]
    public async Task NewMachine_WithKeyAndBackups_TradesAgainWithTheSameUsersAndBots()
    {
        await using var lost = new Investbot();
        await using var other = new Investbot();
        var password = Password().Match((await lost.UpAsync()).Output).Groups[1].Value;
        foreach (var bot in Bots) await TradeAsync(lost, password, bot);
        var made = await ReportAsync(lost, "backup", "create");
        var settings = await lost.RunAsync("backup", "configuration");
        other.Home.Make();
        File.Copy(lost.Home.MasterKeyFile, other.Home.MasterKeyFile);
        var copies = Path.Combine(other.Home.Folder, "copies");
        foreach (var file in Directory.GetFiles(lost.Home.BackupFolder, "*.ibbackup", SearchOption.AllDirectories)) Copy(file, Path.Combine(copies, Path.GetRelativePath(lost.Home.BackupFolder, file)));
        await lost.RunAsync("down");

        var restored = await ReportAsync(other, "backup", "restore", "fleet", "--file", Directory.GetFiles(Path.Combine(copies, "fleet")).Single());

        restored.Ok.ShouldBeTrue(string.Join(' ', restored.Notes));
        (Value(restored, "bots"), Value(restored, "bots missing"), Value(made, "backups")).ShouldBe((2, 0, 3));
        var up = await other.UpAsync();
        up.ExitCode.ShouldBe(0, up.Errors);
        up.Output.ShouldNotContain("Sign in as");
        await other.UntilAsync("running=2");
        (await ReportAsync(other, "verify")).ShouldSatisfyAllConditions(report => report.Ok.ShouldBeTrue(string.Join(' ', report.Notes)));
        using var signedIn = await SignInAsync(other, password);
        Names((await other.RunAsync("backup", "configuration")).Output).ShouldBe(Names(settings.Output));
        settings.Output.ShouldNotContain(File.ReadAllText(lost.Home.MasterKeyFile).Trim());
        var again = await other.RunAsync("backup", "restore", "fleet", "--file", Directory.GetFiles(Path.Combine(copies, "fleet")).Single());
        (again.ExitCode, again.Errors).ShouldSatisfyAllConditions(it => it.ExitCode.ShouldBe(15), it => it.Errors.ShouldContain("The server runs here"));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static async Task TradeAsync(Investbot investbot, string password, string bot)
    {
        using var client = await SignInAsync(investbot, password);
        (await client.PostAsJsonAsync("/api/v1/instances", new { id = bot, preset = "multi-platform" }, Token)).IsSuccessStatusCode.ShouldBeTrue();
        (await client.PostAsJsonAsync($"/api/v1/instances/{bot}/start", new { }, Token)).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static async Task<HttpClient> SignInAsync(Investbot investbot, string password)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{investbot.Port}") };
        var answer = await client.PostAsJsonAsync("/api/v1/auth/login", new { name = "admin", password }, Token);
        using var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.RootElement.GetProperty("accessToken").GetString());
        return client;
    }

    private static IReadOnlyList<string> Names(string json) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty("bots").EnumerateArray().Select(bot => $"{bot.GetProperty("name")} {bot.GetProperty("configuration")}")];

    private static async Task<Report> ReportAsync(Investbot investbot, params string[] arguments)
    {
        var run = await investbot.RunAsync([.. arguments, "--json"]);
        return Report.Parse(run.Output.Length > 0 ? run.Output : throw new JsonException(run.Errors));
    }

    private static double Value(Report report, string name) =>
        Convert.ToDouble(report.Figures.Single(figure => figure.Name == name).Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Password\s+(\S+)")]
    private static partial Regex Password();
}
