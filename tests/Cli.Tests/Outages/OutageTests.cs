using InvestBot.Cli.Output;
using InvestBot.Cli.Testing;
using InvestBot.Storage.Server;
using Npgsql;

namespace InvestBot.Cli.Outages;

/// <summary>What a running server says and does while its database is away, refuses a bot, or holds what was not written.</summary>
[Trait(Runs.Name, Runs.Full)]
public sealed class OutageTests
{
    // What never comes is waited for no longer than this; everything else takes a fraction of it.
    private const int Patience = 300_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Database_StoppedAndStarted_PausesTradingAndLosesNothing()
    {
        await using var trading = await TradingServer.StartAsync("alpha");
        await trading.RoundsAsync(2);

        await new PrivatePostgres(new PrivatePostgresOptions { Folder = trading.Investbot.Home.PostgresFolder }).StopAsync(Token);
        var away = await trading.HealthAsync("database=failing", "recorded markets=degraded");
        (await trading.Investbot.RunAsync("up")).ExitCode.ShouldBe(0);
        await trading.HealthAsync("database=healthy", "recorded markets=healthy");
        await trading.RoundsAsync(2);

        away["database"].Detail.ShouldBeOneOf("The database does not answer.", "The database is starting, stopping or recovering.");
        away["database"].Remedy.ShouldContain("goes on by itself");
        away["recorded markets"].Detail.ShouldContain("Not running");
        (await trading.VerifyAsync()).ShouldBeNothing();
    }

    [Fact(Timeout = Patience)]
    public async Task Login_RefusedAndGivenBack_PausesTradingAndLosesNothing()
    {
        await using var trading = await TradingServer.StartAsync("alpha");
        await trading.RoundsAsync(2);
        await using var owner = new NpgsqlConnection(trading.Investbot.Connection);
        await owner.OpenAsync(Token);
        var right = await AskAsync(owner, "select rolpassword from pg_authid where rolname = 'bot_alpha'");

        await AskAsync(owner, "alter role bot_alpha password 'another'");
        await AskAsync(owner, "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'bot_alpha'");
        var refused = await trading.HealthAsync("database=failing");
        await AskAsync(owner, $"alter role bot_alpha password '{right}'");
        await trading.HealthAsync("database=healthy", "recorded markets=healthy");
        await trading.RoundsAsync(2);

        refused["database"].Detail.ShouldBe("alpha could not commit. The database refuses the login.");
        refused["database"].Remedy.ShouldContain("Set the role's password back");
        (await trading.VerifyAsync()).ShouldBeNothing();
    }

    [Fact(Timeout = Patience)]
    public async Task Content_TamperedWithOrCutShort_IsNamedWhileTheOthersTrade()
    {
        await using var trading = await TradingServer.StartAsync("alpha", "beta", "gamma");
        await trading.RoundsAsync(2);
        await AskAsync(trading, "bot_alpha", "alter table journal disable trigger journal_append_only; update journal set ref = 'other' where sequence = 1");

        var tampered = await trading.VerifyAsync();
        var said = await trading.HealthAsync("verification=failing");
        await trading.RoundsAsync(2);
        await trading.Investbot.RunAsync("down");
        await using (var server = await StartedAsync(trading)) await AskAsync(trading, "bot_beta", "update grain_state set data = substring(data for 20) where kind = 'bot'");
        await trading.UpAsync();
        var cut = await trading.HealthAsync("instances=failing");
        var both = await trading.VerifyAsync();
        await trading.RoundsAsync(2);

        tampered.Notes.ShouldHaveSingleItem().ShouldStartWith("alpha: the journal is not what was written: Record 1 (");
        said["verification"].Detail.ShouldBe(tampered.Notes[0]);
        cut["instances"].Detail.ShouldStartWith("beta: Something stored can't be decrypted");
        both.Notes.Count.ShouldBe(2);
        both.Notes[0].ShouldBe(tampered.Notes[0]);
        both.Notes[1].ShouldStartWith("beta: Something stored can't be decrypted");
    }

    [Fact(Timeout = Patience)]
    public async Task Database_ThatHangs_IsWaitedForAndLosesNothing()
    {
        await using var trading = await TradingServer.StartAsync("alpha");
        await trading.RoundsAsync(2);
        await using var owner = new NpgsqlConnection(trading.Investbot.Connection);
        await owner.OpenAsync(Token);
        var backends = (await AskAsync(owner, "select string_agg(pid::text, ' ') from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()")).Split(' ');
        string[] all = [(await trading.Investbot.StatusAsync())["postgres process"], .. backends];

        await SignalAsync("-STOP", all);
        var hangs = await trading.HealthAsync("database=failing");
        await SignalAsync("-CONT", all);
        await trading.HealthAsync("database=healthy", "recorded markets=healthy");
        await trading.RoundsAsync(2);

        hangs["database"].Detail.ShouldBe("It has not answered for 2 s: it hangs, or has more to do than it can.");
        hangs["database"].Remedy.ShouldContain("goes on by itself");
        (await trading.VerifyAsync()).ShouldBeNothing();
    }

    [Fact(Timeout = Patience)]
    public async Task Keys_RotatedByAServerThatIsKilled_AreChangedByTheNextOne()
    {
        await using var trading = await TradingServer.StartAsync("alpha", "beta");
        await trading.RoundsAsync(2);
        var key = trading.Investbot.Home.MasterKeyFile;
        var before = await File.ReadAllTextAsync(key, Token);
        var touched = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(key)!) { EnableRaisingEvents = true };
        watcher.Changed += (_, _) => touched.TrySetResult();
        watcher.Renamed += (_, _) => touched.TrySetResult();
        watcher.Created += (_, _) => touched.TrySetResult();
        var server = (await trading.Investbot.StatusAsync())["server process"];

        using var rotation = trading.Investbot.Start("keys", "rotate", "--data", "--master");
        await touched.Task.WaitAsync(Token);
        await SignalAsync("-KILL", server);
        await rotation.WaitForExitAsync(Token);
        await trading.UpAsync();
        await trading.HealthAsync("database=healthy", "instances=healthy", "recorded markets=healthy");
        await trading.RoundsAsync(2);
        var again = await trading.Investbot.RunAsync("keys", "rotate", "--data", "--master");
        await trading.RoundsAsync(2);

        again.ExitCode.ShouldBe(0, again.Errors);
        (await File.ReadAllTextAsync(key, Token)).ShouldNotBe(before);
        (await trading.VerifyAsync()).ShouldBeNothing();
    }

    private static async Task SignalAsync(string signal, params string[] processes)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, .. processes]);
        await kill.WaitForExitAsync(Token);
        kill.ExitCode.ShouldBe(0);
    }

    private static async Task<IAsyncDisposable> StartedAsync(TradingServer trading)
    {
        var server = new PrivatePostgres(new PrivatePostgresOptions { Folder = trading.Investbot.Home.PostgresFolder });
        await server.StartAsync(Token);
        return new Stopping(server);
    }

    private static async Task AskAsync(TradingServer trading, string database, string sql)
    {
        await using var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(trading.Investbot.Connection) { Database = database, Pooling = false }.ConnectionString);
        await owner.OpenAsync(Token);
        await AskAsync(owner, sql);
    }

    private static async Task<string> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Token))?.ToString() ?? "";
    }

    private sealed class Stopping(PrivatePostgres server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await server.StopAsync(CancellationToken.None);
    }
}

internal static class Differences
{
    internal static void ShouldBeNothing(this Report report) => report.Ok.ShouldBeTrue(string.Join(' ', report.Notes));
}
