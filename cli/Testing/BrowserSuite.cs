using System.Text.RegularExpressions;
using InvestBot.Cli.Database;
using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Testing;

/// <summary>Starts a whole InvestBot in a home of its own, as a new user would, and lets a browser use it.</summary>
internal sealed partial class BrowserSuite(string artifacts, string resultFolder, WebSuites web, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly InstallationHome home = new(Path.Combine(Path.GetTempPath(), $"investbot-test-{Environment.ProcessId}-browser"));
    private readonly int port = LoopbackPort.FindFree();

    public async Task<SuiteResult> RunAsync(CancellationToken token)
    {
        var start = time.GetTimestamp();
        try
        {
            home.Make();
            var up = await InvestbotAsync("browser-up.log", token, "up", "--detach", "--port", $"{port}");
            if (up.ExitCode != 0 || PasswordLine().Match(up.Output) is not { Success: true } password)
                return new SuiteResult(
                    "web " + WebSuites.BrowserScript, 0, 1, 0, time.GetElapsedTime(start), LogOf("browser-up.log"), ["(investbot up did not start with a first password)"]);
            var environment = new Dictionary<string, string?>
            {
                ["INVESTBOT_URL"] = $"http://127.0.0.1:{port}",
                ["INVESTBOT_ADMIN_PASSWORD"] = password.Groups[1].Value,
                ["INVESTBOT_RESTART_COMMAND"] = RestartCommand(),
            };
            return await web.RunAsync(WebSuites.BrowserScript, environment, token);
        }
        finally
        {
            await InvestbotAsync("browser-down.log", CancellationToken.None, "down");
            if (File.Exists(home.ServerLog))
                File.Copy(home.ServerLog, LogOf("browser-server.log"), overwrite: true);
            Directory.Delete(home.Folder, recursive: true);
        }
    }

    private string Program => Path.Combine(artifacts, "bin", "InvestBot.Cli", "release", "investbot.dll");

    private string LogOf(string name) => Path.Combine(resultFolder, name);

    // Ends the server without warning and starts it again at the same address.
    private string RestartCommand() =>
        $"""kill -9 "$(sed -E 's/.*"Id":([0-9]+).*/\1/' '{home.ServerRecordFile}')"; {InstallationHome.Variable}='{home.Folder}' {Clone.Variable}='{Clone.Folder}' dotnet '{Program}' up --detach --port {port}""";

    private Task<CommandOutcome> InvestbotAsync(string log, CancellationToken token, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            [InstallationHome.Variable] = home.Folder,
            [Clone.Variable] = Clone.Folder,
            [ControlServer.Variable] = null,
        };
        return LoggedCommand.RunAsync(["dotnet", Program, .. arguments], Clone.Folder, LogOf(log), Limit, environment, token);
    }

    [GeneratedRegex(@"^\s+Password\s+(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();
}
