using System.Globalization;
using InvestBot.Storage.Server;

namespace InvestBot.TestKit.Postgres;

/// <summary>
/// A PostgreSQL that holds nothing worth keeping: fsync is off, and the folder goes when the process ends.
/// Folders whose process was killed are removed by the next one that starts.
/// </summary>
public sealed class ThrowAwayServer : IAsyncDisposable
{
    /// <summary>The variable that lends a running server to every test process.</summary>
    public const string Variable = "INVESTBOT_TEST_POSTGRES";

    private const string FolderPrefix = "investbot-test-";
    private static readonly Lazy<Task<ThrowAwayServer>> Shared = new(ShareAsync);
    private readonly PrivatePostgres? own;

    private ThrowAwayServer(string ownerConnectionString, PrivatePostgres? own)
    {
        OwnerConnectionString = ownerConnectionString;
        this.own = own;
    }

    /// <summary>A connection string of the server's owner (a superuser) to the database <c>postgres</c>.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>The one server of this process, started by the first who asks.</summary>
    public static Task<ThrowAwayServer> SharedAsync() => Shared.Value;

    /// <summary>A server of one's own, for tests that stop or break it.</summary>
    public static async Task<ThrowAwayServer> StartAsync()
    {
        await RemoveForsakenAsync();
        var folder = Path.Combine(Path.GetTempPath(), TestFolderName());
        var server = new PrivatePostgres(new PrivatePostgresOptions { Folder = folder, ThrowAway = true, MaxConnections = 300 });
        return new ThrowAwayServer(await server.StartAsync(), server);
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null)
            await own.DestroyAsync();
    }

    private static async Task<ThrowAwayServer> ShareAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } lent)
            return new ThrowAwayServer(lent, null);
        var server = await StartAsync();
        // No fixture outlives every test class of a process, so the server ends with the process itself.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.own?.DestroyAsync().GetAwaiter().GetResult();
        return server;
    }

    private static string TestFolderName() =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{Environment.ProcessId}-{TestDatabase.UniqueName("pg")}");

    private static async Task RemoveForsakenAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            var owner = Path.GetFileName(folder)[FolderPrefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
                await TryDestroyAsync(folder);
        }
    }

    private static async Task TryDestroyAsync(string folder)
    {
        try
        {
            await new PrivatePostgres(new PrivatePostgresOptions { Folder = folder, ThrowAway = true }).DestroyAsync();
        }
        catch (IOException)
        {
            // Another test process is removing it at the same time.
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to another user of this machine.
        }
    }
}
