using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Server;

public sealed class PrivatePostgresTests : IAsyncLifetime
{
    private readonly string root = Path.Combine(Path.GetTempPath(), PostgresFixture.UniqueName("investbot-server"));
    private PrivatePostgres server = null!;

    public ValueTask InitializeAsync()
    {
        server = New();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await server.DestroyAsync();

    [Fact]
    public async Task Start_WithoutData_MakesItForItsOwnerOnLoopbackAlone()
    {
        var connection = await server.StartAsync();

        (await ScalarAsync(connection, "show listen_addresses")).ShouldBe("127.0.0.1");
        (await ScalarAsync(connection, "show fsync")).ShouldBe("on");
        (await ScalarAsync(connection, "show password_encryption")).ShouldBe("scram-sha-256");
        (await ScalarAsync(connection, "show data_checksums")).ShouldBe("on");
        var wrong = new NpgsqlConnectionStringBuilder(connection) { Password = "guess" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(() => ScalarAsync(wrong, "select 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        var file = Path.Combine(root, "password");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await File.ReadAllTextAsync(file)).Length.ShouldBe(64);
        Directory.EnumerateFiles(Path.Combine(root, "log")).ShouldNotContain(f => f.EndsWith("first-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WhenItRuns_ReturnsTheSameServer_AndAfterAStopItsDataAndPort()
    {
        var first = await server.StartAsync();
        var process = server.Running;
        (await New().StartAsync()).ShouldBe(first);
        server.Running.ShouldBe(process);
        await ScalarAsync(first, "create table kept (id int)");
        await server.StopAsync();
        server.Running.ShouldBeNull();

        var second = await server.StartAsync();

        second.ShouldBe(first);
        (await ScalarAsync(second, "select count(*) from kept")).ShouldBe(0L);
    }

    [Fact]
    public async Task Plan_AfterAMakingThatWasInterrupted_SaysWhereItWillBe_AndOneCanWaitForIt()
    {
        Directory.CreateDirectory(Path.Combine(root, "data.0.new", "base"));
        var planned = await server.PlanAsync();
        server.Running.ShouldBeNull();
        var waiting = DatabaseStart.AwaitAsync(planned, TimeSpan.FromMinutes(5), TimeProvider.System, CancellationToken.None);

        var started = await server.StartAsync();
        await waiting;

        started.ShouldBe(planned);
        (await server.PlanAsync()).ShouldBe(planned);
        Directory.GetDirectories(root, "data*").ShouldBe([Path.Combine(root, "data")]);
    }

    [Fact]
    public async Task Start_WhenThePlannedPortWasTakenMeanwhile_ReturnsAnother()
    {
        var planned = await server.PlanAsync();
        using var squatter = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, new NpgsqlConnectionStringBuilder(planned).Port);
        squatter.Start();

        var started = await server.StartAsync();

        started.ShouldNotBe(planned);
        (await ScalarAsync(started, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Plan_OfDataOfAnotherVersion_SaysSo()
    {
        Directory.CreateDirectory(Path.Combine(root, "data"));
        await File.WriteAllTextAsync(Path.Combine(root, "data", "PG_VERSION"), "9\n");

        var problem = await Should.ThrowAsync<PostgresProblemException>(() => server.PlanAsync());

        problem.Problem.ShouldBe(PostgresProblem.OtherVersion);
    }

    [Fact]
    public async Task Start_WithAFixedPortThatIsTaken_SaysSo()
    {
        using var squatter = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((System.Net.IPEndPoint)squatter.LocalEndpoint).Port;
        var fixedPort = new PrivatePostgres(new PrivatePostgresOptions { Folder = root, Port = port });

        var refusal = await Should.ThrowAsync<PostgresProblemException>(() => fixedPort.StartAsync());

        refusal.Problem.ShouldBe(PostgresProblem.PortTaken);
    }

    [Fact]
    public async Task Start_WithAStalePidFileOfAnotherLiveProcess_Starts()
    {
        await server.StartAsync();
        await server.StopAsync();
        var pidFile = PostgresProcess.PidFile(Path.Combine(root, "data"));
        await File.WriteAllTextAsync(pidFile, $"{Environment.ProcessId}\n{root}/data\n0\n5432\n");

        var connection = await server.StartAsync();

        (await ScalarAsync(connection, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Start_WithDamagedFiles_SaysSo()
    {
        await server.StartAsync();
        await server.StopAsync();
        File.Delete(Path.Combine(root, "data", "global", "pg_control"));

        var refusal = await Should.ThrowAsync<PostgresProblemException>(() => server.StartAsync());

        refusal.Problem.ShouldBe(PostgresProblem.Corrupted);
        refusal.Message.ShouldNotContain('\n');
    }

    private PrivatePostgres New() => new(new PrivatePostgresOptions { Folder = root });

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
