using System.Diagnostics;
using System.Text.Json;
using InvestBot.Cli.Home;
using InvestBot.Cli.Scratch;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Launcher;

/// <summary>The built program, run as a user runs it, with a home of its own. What it started ends with the test.</summary>
internal sealed class Investbot : IAsyncDisposable
{
    private readonly ScratchFolder scratch = new();

    public Investbot() => Home = new InstallationHome(scratch.File("home"));

    public InstallationHome Home { get; }

    public int Port { get; } = LoopbackPort.FindFree();

    /// <summary>Variables on top of this process's.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The owner's connection string to the running private server.</summary>
    public string Connection
    {
        get
        {
            var server = new PrivatePostgres(new PrivatePostgresOptions { Folder = Home.PostgresFolder });
            return server.ConnectionString(server.Running!.Port);
        }
    }

    public Task<Run> UpAsync(params string[] more) => RunAsync(["up", "--no-demo", "--port", $"{Port}", .. more]);

    public async Task<Run> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, await errors);
    }

    /// <summary>The figures of <c>status --json</c> by name.</summary>
    public async Task<Dictionary<string, string>> StatusAsync() => Figures((await RunAsync("status", "--json")).Output);

    /// <summary>The status once it is so; each condition as <c>NAME=VALUE</c>.</summary>
    public async Task<Dictionary<string, string>> UntilAsync(params string[] conditions)
    {
        var run = await RunAsync(["status", "--json", .. conditions.SelectMany(condition => (string[])["--until", condition])]);
        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        return Figures(run.Output);
    }

    private static Dictionary<string, string> Figures(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("figures").EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("value").ToString());
    }

    public Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "InvestBot.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "investbot.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[InstallationHome.Variable] = Home.Folder;
        start.Environment[Clone.Variable] = FindClone();
        start.Environment.Remove("INVESTBOT_CONTROL_DB");
        // Lives of seconds: what is compiled once more in them is not used long enough.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "2000";
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        scratch.Dispose();
    }

    public static string FindClone()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Clone.Solution)))
            folder = folder.Parent ?? throw new DirectoryNotFoundException(Clone.Solution);
        return folder.FullName;
    }
}

internal sealed record Run(int ExitCode, string Output, string Errors);
