using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Memory;
using InvestBot.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(InvestBot.Storage.FleetFixture))]

namespace InvestBot.Storage;

/// <summary>
/// One fleet's storage on real PostgreSQL; each test makes its own instances. All classes share one, but those that look at the whole of it:
/// they ask for their own as a class fixture.
/// </summary>
public sealed class FleetFixture : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private readonly List<string> _instances = [];

    public MasterKey Master { get; } = MasterKey.Create();

    public FleetStorageOptions Options { get; private set; } = null!;

    public FleetStorage Storage { get; private set; } = null!;

    public string ServerConnectionString => _postgres.OwnerConnectionString;

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        Options = NewOptions();
        Storage = await OpenAsync(Options, Master);
    }

    public FleetStorageOptions NewOptions() => new()
    {
        ServerConnectionString = _postgres.OwnerConnectionString,
        ControlDatabase = PostgresFixture.UniqueName("control"),
        MarketDatabase = PostgresFixture.UniqueName("market"),
        InstanceConnections = 8,
    };

    public static Task<FleetStorage> OpenAsync(FleetStorageOptions options, MasterKey master) =>
        FleetStorage.OpenAsync(options, master, TimeProvider.System, NullLogger.Instance, CancellationToken.None);

    /// <summary>A new instance under a name of its own.</summary>
    public async Task<string> CreateInstanceAsync()
    {
        string name = PostgresFixture.UniqueName("t").Replace('_', '-');
        await Storage.Instances.CreateAsync(name, CancellationToken.None);
        lock (_instances)
            _instances.Add(name);
        return name;
    }

    /// <summary>A connection of the server's owner, who may do anything.</summary>
    public async Task<NpgsqlConnection> OwnerAsync(string database)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(ServerConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string name in _instances)
        {
            if ((await Storage.Instances.ListAsync(CancellationToken.None)).Any(record => record.Name == name))
                await Storage.Instances.DropAsync(name, CancellationToken.None);
        }

        await Storage.DisposeAsync();
        await using NpgsqlConnection owner = await OwnerAsync("postgres");
        await using NpgsqlCommand drop = new($"drop database {Options.ControlDatabase} with (force)", owner);
        await drop.ExecuteNonQueryAsync();
        drop.CommandText = $"drop database {Options.MarketDatabase} with (force)";
        await drop.ExecuteNonQueryAsync();
        Master.Dispose();
    }
}
