using Xunit;

namespace InvestBot.TestKit.Postgres;

/// <summary>
/// A real PostgreSQL for a test class, a collection or an assembly. All fixtures of a process share one server; with
/// <c>INVESTBOT_TEST_POSTGRES</c> set (as <c>investbot test</c> does) all processes share that one. Each test makes its own databases.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private ThrowAwayServer? server;

    /// <summary>A connection string of the server's owner (a superuser) to the database <c>postgres</c>.</summary>
    public string OwnerConnectionString => Server.OwnerConnectionString;

    private ThrowAwayServer Server => server ?? throw new InvalidOperationException("The fixture has not been initialized.");

    public async ValueTask InitializeAsync() => server = await ThrowAwayServer.SharedAsync();

    /// <summary>An empty database with a name of its own, dropped when disposed.</summary>
    public Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(Server.OwnerConnectionString);

    /// <summary>A name that no other test uses, for databases and roles that a test makes by itself.</summary>
    public static string UniqueName(string prefix) => TestDatabase.UniqueName(prefix);

    // The server lives as long as the process: the next class uses it too.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
