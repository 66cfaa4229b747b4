using System.Collections.Concurrent;
using Dapper;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Migrations;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>Creates, opens, archives and drops the databases of instances, each with a role that reaches no other.</summary>
public sealed class InstanceDatabases : IAsyncDisposable
{
    private static readonly IReadOnlyList<Migration> Steps = Migration.Of("instance");

    private readonly FleetMigration _migration;
    private readonly Func<string, CancellationToken, Task>? _backUp;
    private readonly ConcurrentDictionary<string, bool> _backedUp = new(StringComparer.Ordinal);
    private readonly string _controlText;
    private readonly InstanceRegistry _registry;
    private readonly InstanceRoles _roles;
    private readonly ConnectionBudget _budget;
    private readonly OutboxAnnouncer _announcer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, bool> _replaced = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<InstanceDatabase>>> _open = new(StringComparer.Ordinal);

    internal InstanceDatabases(
        string controlText,
        NpgsqlDataSource control,
        MasterKey master,
        ConnectionBudget budget,
        OutboxAnnouncer announcer,
        TimeProvider time,
        ILogger logger,
        Action<MigrationProgress>? migrating = null,
        Func<string, CancellationToken, Task>? backUp = null)
    {
        _backUp = backUp;
        _migration = new FleetMigration(MigrateAsync, migrating ?? (static _ => { }), logger);
        _controlText = controlText;
        _registry = new InstanceRegistry(control, master, time);
        _roles = new InstanceRoles(control);
        _budget = budget;
        _announcer = announcer;
        _time = time;
        _logger = logger;
    }

    internal InstanceRegistry Registry => _registry;

    internal InstanceRoles Roles => _roles;

    /// <summary>All instances, those half made or half dropped included.</summary>
    public Task<IReadOnlyList<InstanceRecord>> ListAsync(CancellationToken cancellationToken) => _registry.ListAsync(cancellationToken);

    /// <summary>Makes the database, role and keys of a new instance. After a crash half-way, the same call goes on where it stopped.</summary>
    /// <exception cref="InvalidOperationException">The instance is archived or being dropped.</exception>
    public async Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        string database = InstanceName.Database(name);
        await _registry.AddAsync(name, cancellationToken);
        InstanceRecord record = await RequireAsync(name, cancellationToken);
        if (record.State is "archived" or "dropping")
            throw new InvalidOperationException($"The instance '{name}' is there already, and is {record.State}.");
        if (record.State == "ready")
            return;
        string password = await _registry.PasswordAsync(name, cancellationToken);
        await _roles.CreateAsync(database, password, await _registry.InstallationAsync(cancellationToken), cancellationToken);
        await MigrateAsync(record, cancellationToken);
        await _registry.SetStateAsync(name, "ready", cancellationToken);
        Log.InstanceReady(_logger, name, database);
    }

    /// <summary>Makes the fleet's own keys, keeps instance roles out of shared databases, and migrates every instance.</summary>
    internal async Task PrepareAsync(IEnumerable<string> sharedDatabases, CancellationToken cancellationToken)
    {
        await _registry.AddFleetKeysAsync(cancellationToken);
        foreach (string database in sharedDatabases)
        {
            if (!await _roles.CloseToPublicAsync(database, cancellationToken))
                Log.CannotClose(_logger, database);
        }

        await MigrateAllAsync(cancellationToken);
    }

    /// <summary>Brings every instance that is ready up to this version's schema. One that cannot be brought there stays closed.</summary>
    public async Task MigrateAllAsync(CancellationToken cancellationToken) => await _migration.RunAsync(
        [.. (await ListAsync(cancellationToken)).Where(record => record.State == "ready" && record.Schema != Steps[^1].Number)],
        cancellationToken);

    /// <summary>The open database of an instance, or of the fleet; no connection is made before it is used.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance, or its database is not ready.</exception>
    public async Task<InstanceDatabase> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (_replaced.ContainsKey(name))
            throw new InvalidOperationException($"The instance '{name}' is being restored.");
        Lazy<Task<InstanceDatabase>> opening = _open.GetOrAdd(name, key => new Lazy<Task<InstanceDatabase>>(() => LoadAsync(key)));
        try
        {
            return await opening.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (opening.Value.IsFaulted)
        {
            _open.TryRemove(KeyValuePair.Create(name, opening));
            throw;
        }
    }

    /// <summary>Gives an instance a new data key; whoever has its database open in this process writes under it from now on.</summary>
    internal async Task RotateAsync(string name, CancellationToken cancellationToken)
    {
        DataKey key = await _registry.AddKeyAsync(name, cancellationToken);
        // Whoever begins to open it after this finds the new key by itself.
        if (!_open.TryGetValue(name, out Lazy<Task<InstanceDatabase>>? opening))
            return;
        try
        {
            (await opening.Value).Keys.Add(key);
        }
        catch (Exception) when (opening.Value.IsFaulted)
        {
            // It did not open; the next who opens it finds the new key.
        }
    }

    /// <summary>Closes the instance's database and keeps it closed while it is replaced by another one.</summary>
    internal async Task ReplaceAsync(string name, Func<Task> replace)
    {
        if (!_replaced.TryAdd(name, true))
            throw new InvalidOperationException($"The instance '{name}' is being restored.");
        try
        {
            await CloseAsync(name);
            await replace();
            // Whoever had begun to open it before has the former database.
            await CloseAsync(name);
        }
        finally
        {
            _replaced.TryRemove(name, out _);
        }
    }

    /// <summary>Drops the months of an instance's equity curve that lie more than so many before that of its last point.</summary>
    /// <param name="name">The instance; it may trade.</param>
    /// <param name="months">How many are kept before the last one, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The parts that were dropped, such as <c>equity_snapshots_2024_01</c>.</returns>
    public async Task<IReadOnlyList<string>> DropEquityMonthsAsync(string name, int months, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(months);
        InstanceRecord record = await RequireAsync(name, cancellationToken);
        await using NpgsqlDataSource owner = ConnectionText.Single(_controlText, record.Database, "investbot retention");
        await using NpgsqlConnection connection = await owner.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>("select drop_equity_months(@months)", new { months })];
    }

    /// <summary>Makes the database read-only; what it holds can still be paged through.</summary>
    public async Task ArchiveAsync(string name, CancellationToken cancellationToken)
    {
        InstanceRecord record = await RequireAsync(name, cancellationToken);
        await CloseAsync(name);
        await _roles.SetReadOnlyAsync(record.Database, readOnly: true, cancellationToken);
        await _registry.SetStateAsync(name, "archived", cancellationToken);
        Log.InstanceEnded(_logger, name, "archived");
    }

    /// <summary>Deletes database, role and keys. There is no way back but a backup that includes the keys.</summary>
    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        InstanceRecord record = await RequireAsync(name, cancellationToken);
        await CloseAsync(name);
        await _registry.SetStateAsync(name, "dropping", cancellationToken);
        await _roles.DropAsync(record.Database, cancellationToken);
        await _registry.RemoveAsync(name, cancellationToken);
        Log.InstanceEnded(_logger, name, "dropped");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (string name in _open.Keys)
            await CloseAsync(name);
    }

    private async Task<InstanceDatabase> LoadAsync(string name)
    {
        DataKeyRing keys;
        NpgsqlDataSource source;
        string application = $"investbot {name}";
        if (name == InstanceName.Fleet)
        {
            keys = await _registry.KeysAsync(name, CancellationToken.None);
            source = ConnectionText.Single(_controlText, new NpgsqlConnectionStringBuilder(_controlText).Database!, application);
        }
        else
        {
            InstanceRecord record = await RequireAsync(name, CancellationToken.None);
            if (record.State is not ("ready" or "archived"))
                throw new InvalidOperationException($"The instance '{name}' is {record.State}.");
            await _migration.RetryAsync(record, CancellationToken.None);
            keys = await _registry.KeysAsync(name, CancellationToken.None);
            string password = await _registry.PasswordAsync(name, CancellationToken.None);
            source = ConnectionText.Single(_controlText, record.Database, application, record.Role, password);
        }

        return new InstanceDatabase(name, keys, source, _budget, _announcer, _time, _logger);
    }

    private async Task CloseAsync(string name)
    {
        if (_open.TryRemove(name, out Lazy<Task<InstanceDatabase>>? opening) && opening.IsValueCreated && opening.Value.IsCompletedSuccessfully)
            await (await opening.Value).DisposeAsync();
    }

    private async Task MigrateAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource owner = ConnectionText.Pooled(_controlText, record.Database, "investbot migrate", 1);
        // A new one has nothing to lose. One that fails is tried every few seconds, and stays closed: what was backed up is what is there.
        if (_backUp is not null && record.State != "creating" && !_backedUp.ContainsKey(record.Name)
            && await Migrator.NumberAsync(owner, Steps[0].Set, cancellationToken) < Steps[^1].Number)
        {
            await _backUp(record.Name, cancellationToken);
            _backedUp[record.Name] = true;
        }

        await new Migrator(_time, _logger).MigrateAsync(owner, Steps, cancellationToken);
        await InstanceRoles.GrantAsync(owner, record.Role, cancellationToken);
        if (record.Schema < Steps[^1].Number)
            await _registry.SetSchemaAsync(record.Name, Steps[^1].Number, cancellationToken);
    }

    private async Task<InstanceRecord> RequireAsync(string name, CancellationToken cancellationToken) =>
        await _registry.FindAsync(name, cancellationToken)
        ?? throw new InvalidOperationException($"There is no instance '{name}'.");
}
