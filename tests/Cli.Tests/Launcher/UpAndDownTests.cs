using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using InvestBot.Cli.Database;
using InvestBot.Cli.Processes;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Launcher;

public sealed class UpAndDownTests
{
    [Fact]
    public async Task Up_ThenDown_StartsAndEndsServerAndDatabase_AndWithAnotherMasterKeyStartsNothing()
    {
        await using var investbot = new Investbot();

        var up = await investbot.UpAsync();
        var running = await investbot.StatusAsync();
        var password = await File.ReadAllTextAsync(Path.Combine(investbot.Home.PostgresFolder, "password"), TestContext.Current.CancellationToken);
        var arguments = Directory.EnumerateDirectories("/proc").Select(folder => Path.Combine(folder, "cmdline")).Where(File.Exists).Select(TryRead).ToList();
        var again = await investbot.UpAsync();
        var down = await investbot.RunAsync("down");

        up.ExitCode.ShouldBe(0, up.Errors);
        up.Output.ShouldContain($"http://127.0.0.1:{investbot.Port}");
        arguments.ShouldNotContain(text => text.Contains(password, StringComparison.Ordinal));
        again.ExitCode.ShouldBe(0);
        again.Output.ShouldContain("already running");
        down.ExitCode.ShouldBe(0, down.Errors);
        Stamp(running, "server process").ShouldBeNull();
        Stamp(running, "postgres process").ShouldBeNull();
        (await investbot.RunAsync("status")).ExitCode.ShouldBe(3);

        var key = await File.ReadAllTextAsync(investbot.Home.MasterKeyFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(investbot.Home.MasterKeyFile, Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
        var refused = await investbot.UpAsync();
        var left = await investbot.RunAsync("status");
        await File.WriteAllTextAsync(investbot.Home.MasterKeyFile, key, TestContext.Current.CancellationToken);
        var goneOn = await investbot.UpAsync();

        refused.ExitCode.ShouldBe(16, refused.Errors);
        refused.Errors.ShouldContain("master key");
        refused.Errors.ShouldNotContain(key.Trim());
        left.Output.ShouldContain("The database is not running.");
        goneOn.ExitCode.ShouldBe(0, goneOn.Errors);
    }

    [Fact]
    public async Task Up_AfterTheServerWasKilled_GoesOnWithTheSameDatabase()
    {
        await using var investbot = new Investbot();
        await investbot.UpAsync();
        var before = await investbot.StatusAsync();
        using (var server = Process.GetProcessById(Id(before, "server process")))
            server.Kill();

        (await investbot.RunAsync("status")).Output.ShouldContain("ended without being asked");
        var up = await investbot.UpAsync();

        up.ExitCode.ShouldBe(0, up.Errors);
        (await investbot.StatusAsync())["postgres process"].ShouldBe(before["postgres process"]);
    }

    [Fact]
    public async Task Up_Attached_EndsEverythingOnCtrlC()
    {
        await using var investbot = new Investbot();
        using var attached = investbot.Start("up", "--no-demo", "--attach", "--port", $"{investbot.Port}");
        while (await attached.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Ctrl-C", StringComparison.Ordinal))
            attached.HasExited.ShouldBeFalse();
        var running = await investbot.StatusAsync();

        using var interrupt = Process.Start("kill", ["-INT", $"{attached.Id}"]);
        await attached.WaitForExitAsync(TestContext.Current.CancellationToken);

        attached.ExitCode.ShouldBe(0);
        Stamp(running, "server process").ShouldBeNull();
        Stamp(running, "postgres process").ShouldBeNull();
    }

    [Fact]
    public async Task Up_WithATakenPort_SaysSoAndStartsNothing()
    {
        await using var investbot = new Investbot();
        using var squatter = new TcpListener(IPAddress.Loopback, investbot.Port);
        squatter.Start();

        var up = await investbot.UpAsync();

        up.ExitCode.ShouldBe(8);
        up.Errors.Trim().ShouldNotContain('\n');
        up.Errors.ShouldContain($"Port {investbot.Port} is taken");
        Directory.Exists(investbot.Home.PostgresFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task Up_OnAFleetThatAnotherProcessRuns_SaysSoAndStartsNothing()
    {
        await using var first = new Investbot();
        await first.UpAsync();
        await using var second = new Investbot { Environment = { [ControlServer.Variable] = first.Connection } };
        Directory.CreateDirectory(Path.GetDirectoryName(second.Home.MasterKeyFile)!);
        File.Copy(first.Home.MasterKeyFile, second.Home.MasterKeyFile);

        var up = await second.UpAsync();

        up.ExitCode.ShouldBe(17, up.Errors);
        up.Errors.ShouldContain("Another process runs this fleet");
        up.Errors.Trim().ShouldNotContain('\n');
        (await second.RunAsync("status")).ExitCode.ShouldBe(3);
        (await first.RunAsync("status")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Up_WithADamagedDatabase_SaysSo_AndLeavesNothingRunning()
    {
        await using var investbot = new Investbot();
        var database = new PrivatePostgres(new PrivatePostgresOptions { Folder = investbot.Home.PostgresFolder });
        await database.StartAsync(TestContext.Current.CancellationToken);
        await database.StopAsync(TestContext.Current.CancellationToken);
        using (var control = new FileStream(Path.Combine(investbot.Home.PostgresFolder, "data", "global", "pg_control"), FileMode.Open))
            control.SetLength(100);

        var up = await investbot.UpAsync();

        up.ExitCode.ShouldBe(11, up.Errors);
        up.Errors.ShouldContain("database files are damaged");
        up.Errors.Trim().ShouldNotContain('\n');
        (await investbot.RunAsync("status")).ExitCode.ShouldBe(3);
        LoopbackPort.IsFree(investbot.Port).ShouldBeTrue();
    }

    [Fact]
    public async Task Up_AfterAnUpThatWasKilledWhileTheDatabaseWasMade_GoesOnWithItsServer()
    {
        await using var investbot = new Investbot();
        using var killed = investbot.Start("up", "--no-demo", "--port", $"{investbot.Port}");
        ServerRecord? begun = null;
        while ((begun = ServerRecord.Read(investbot.Home.ServerRecordFile)) is null) killed.HasExited.ShouldBeFalse();
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);

        var up = await investbot.UpAsync();

        up.ExitCode.ShouldBe(0, up.Errors);
        up.Output.ShouldContain("Password");
        Id(await investbot.StatusAsync(), "server process").ShouldBe(begun.Process.Id);
        (await investbot.UpAsync()).Output.ShouldNotContain("Password");
        Directory.GetFiles(investbot.Home.RunFolder, "first-password*").ShouldBeEmpty();
    }

    private static int Id(Dictionary<string, string> status, string name) => int.Parse(status[name], CultureInfo.InvariantCulture);

    private static ProcessStamp? Stamp(Dictionary<string, string> status, string name) => ProcessStamp.Of(Id(status, name));

    private static string TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
