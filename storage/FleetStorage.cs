using Dapper;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Cluster;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Credentials;
using InvestBot.Storage.Idempotency;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Keys.Rotation;
using InvestBot.Storage.Market;
using InvestBot.Storage.Migrations;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Paper;
using InvestBot.Storage.Reminders;
using InvestBot.Storage.Rows;
using InvestBot.Storage.Users;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage;

/// <summary>Everything that a fleet stores, opened and migrated. One per process.</summary>
public sealed class FleetStorage : IAsyncDisposable
{
    private const long CreationLock = 0x1BD0_5C8E_0002;

    private readonly FleetStorageOptions _options;
    private readonly NpgsqlDataSource _control;
    private readonly NpgsqlDataSource _market;
    private readonly ConnectionBudget _budget;

    private readonly MasterKey _master;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Storage that is not open yet: it has asked no database.</summary>
    /// <param name="options">Where.</param>
    /// <param name="master">The master key; the caller disposes of it, after this.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="logger">Where to tell.</param>
    public FleetStorage(FleetStorageOptions options, MasterKey master, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        StorageSetup.Ensure();
        NpgsqlDataSource control = ConnectionText.Pooled(options.ServerConnectionString, options.ControlDatabase, "investbot control", options.SharedConnections);
        _options = options;
        _control = control;
        _master = master;
        _time = time;
        _logger = logger;
        _market = ConnectionText.Pooled(options.ServerConnectionString, options.MarketDatabase, "investbot market", options.SharedConnections);
        _budget = new ConnectionBudget(options.InstanceConnections, options.IdleTime, time);
        Announcer = new OutboxAnnouncer(logger);
        string text = new NpgsqlConnectionStringBuilder(options.ServerConnectionString) { Database = options.ControlDatabase }.ConnectionString;
        Instances = new InstanceDatabases(text, control, master, _budget, Announcer, time, logger, options.Migrating, options.BeforeMigrations is null ? null : BackUpAsync);
        Backups = new InstanceBackups(text, control, master, Instances, time, logger);
        DataKeys = new DataKeyRotation(control, Instances, time, logger);
        MasterKeys = new MasterKeyRotation(control, master, time, logger);
        Credentials = new CredentialStore(Instances, time);
        Commits = new PostgresCommits(Instances);
        Outbox = new PostgresOutbox(Instances);
        Rows = new PostgresRows(Instances);
        Journal = new PostgresJournal(Instances);
        BarMonths = new BarMonths(_market);
        Bars = new BarStore(_market, BarMonths);
        Quarantine = new QuarantineStore(_market);
        ReplayPositions = new ReplayPositionStore(_market, time);
        Watched = new WatchList(_market, time);
        Users = new UserStore(control);
        RefreshTokens = new RefreshTokenStore(control);
        Audit = new AuditStore(control, Instances);
        PaperBooks = new PaperBookStore(control, Instances, time);
        Reminders = new ReminderStore(control);
        Idempotency = new IdempotencyStore(control, Instances, time);
        Drivers = new RecordingDrivers(control, time);
        Notices = new JournalNotices(control, () => ConnectionText.Single(options.ServerConnectionString, options.ControlDatabase, "investbot notices"));
    }

    /// <summary>The instances' databases.</summary>
    public InstanceDatabases Instances { get; }

    /// <summary>Their backups.</summary>
    public InstanceBackups Backups { get; }

    /// <summary>Keys of venues and wallets.</summary>
    public CredentialStore Credentials { get; }

    /// <summary>Changes the instances' data keys.</summary>
    public DataKeyRotation DataKeys { get; }

    /// <summary>Changes the master key.</summary>
    public MasterKeyRotation MasterKeys { get; }

    /// <summary>Grain states and what commits with them.</summary>
    public ICommitStore Commits { get; }

    /// <summary>Messages not yet acknowledged.</summary>
    public IOutboxStore Outbox { get; }

    /// <summary>Orders, fills, trades and the like, by page.</summary>
    public IRowReader Rows { get; }

    /// <summary>The journals.</summary>
    public IJournalReader Journal { get; }

    /// <summary>Where the outbox dispatcher subscribes.</summary>
    public OutboxAnnouncer Announcer { get; }

    /// <summary>The months that those bars lie in.</summary>
    public BarMonths BarMonths { get; }

    /// <summary>The bars of the shared market database.</summary>
    public BarStore Bars { get; }

    /// <summary>Market data that failed validation.</summary>
    public QuarantineStore Quarantine { get; }

    /// <summary>Where each recording goes on.</summary>
    public ReplayPositionStore ReplayPositions { get; }

    /// <summary>The series that the fleet follows.</summary>
    public WatchList Watched { get; }

    /// <summary>Who may sign in.</summary>
    public UserStore Users { get; }

    /// <summary>Signed-in sessions.</summary>
    public RefreshTokenStore RefreshTokens { get; }

    /// <summary>Who changed what.</summary>
    public AuditStore Audit { get; }

    /// <summary>The paper venue's records.</summary>
    public PaperBookStore PaperBooks { get; }

    /// <summary>The grains' reminders.</summary>
    public ReminderStore Reminders { get; }

    /// <summary>Answers to repeated requests.</summary>
    public IdempotencyStore Idempotency { get; }

    /// <summary>Who drives which recorded market, where several silos run the fleet.</summary>
    public RecordingDrivers Drivers { get; }

    /// <summary>News of journals from process to process.</summary>
    public JournalNotices Notices { get; }

    /// <summary>As the constructor and <see cref="OpenAsync(CancellationToken)"/>.</summary>
    public static async Task<FleetStorage> OpenAsync(
        FleetStorageOptions options,
        MasterKey master,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        FleetStorage storage = new(options, master, time, logger);
        try
        {
            await storage.OpenAsync(cancellationToken);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes what is missing, checks the master key, and migrates the control, market and instance databases. Call it once, before anything else.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MasterKeyException">It is not the key of this installation.</exception>
    /// <exception cref="MigrationRefusedException">The schema of the control or market database is newer than this version can run on.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_options.AsItIs)
        {
            await KeyCheck.RunAsync(_control, _master, _time, cancellationToken);
            return;
        }

        Migrator migrator = new(_time, _logger);
        // Side by side: neither needs the other.
        await Task.WhenAll(PrepareControlAsync(migrator, cancellationToken), PrepareMarketAsync(migrator, cancellationToken));
        await Instances.PrepareAsync([_options.ControlDatabase, _options.MarketDatabase, "postgres", "template1"], cancellationToken);
    }

    private async Task PrepareControlAsync(Migrator migrator, CancellationToken cancellationToken)
    {
        await CreateWhenMissingAsync(_options.ControlDatabase, cancellationToken);
        if (_options.BeforeMigrations is not null && await IsOlderAsync(cancellationToken))
        {
            // Nothing is sealed by a key that is not this installation's.
            await KeyCheck.RunAsync(_control, _master, _time, cancellationToken);
            await BackUpAsync(InstanceName.Fleet, cancellationToken);
        }

        await migrator.MigrateAsync(_control, Migration.Of("instance"), cancellationToken);
        await migrator.MigrateAsync(_control, Migration.Of("control"), cancellationToken);
        await KeyCheck.RunAsync(_control, _master, _time, cancellationToken);
    }

    // Nothing is sealed there, so it needs no key.
    private async Task PrepareMarketAsync(Migrator migrator, CancellationToken cancellationToken)
    {
        await CreateWhenMissingAsync(_options.MarketDatabase, cancellationToken);
        await migrator.MigrateAsync(_market, Migration.Of("market"), cancellationToken);
    }

    private async Task<bool> IsOlderAsync(CancellationToken cancellationToken)
    {
        foreach (string set in (string[])["instance", "control"])
        {
            if (await Migrator.NumberAsync(_control, set, cancellationToken) < Migration.Of(set)[^1].Number)
                return true;
        }

        return false;
    }

    private Task<MadeBackup> BackUpAsync(string name, CancellationToken cancellationToken) =>
        Backups.CreateAsync(name, BackupKind.Migration, _options.BeforeMigrations!, cancellationToken);

    /// <summary>Makes this process the one that runs the fleet. Take it before the first grain.</summary>
    /// <exception cref="FleetTakenException">Another process does.</exception>
    public Task<FleetLock> TakeFleetAsync(CancellationToken cancellationToken) => FleetLock.TakeAsync(
        ConnectionText.Single(_options.ServerConnectionString, _options.ControlDatabase, "investbot fleet"),
        cancellationToken);

    /// <summary>Makes this process one of several silos that run the fleet. Join before the first grain, and leave after the last.</summary>
    /// <exception cref="FleetTakenException">A process that shares with nobody runs it.</exception>
    public Task<ClusterSession> JoinClusterAsync(CancellationToken cancellationToken) => ClusterSession.JoinAsync(
        ConnectionText.Watched(_options.ServerConnectionString, _options.ControlDatabase, "investbot cluster"),
        cancellationToken);

    /// <summary>Writes what is queued, then closes every connection and zeroes the data keys.</summary>
    public async ValueTask DisposeAsync()
    {
        await Instances.DisposeAsync();
        await _budget.DisposeAsync();
        await _market.DisposeAsync();
        await _control.DisposeAsync();
    }

    private async Task CreateWhenMissingAsync(string database, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource server = ConnectionText.Single(
            _options.ServerConnectionString,
            new NpgsqlConnectionStringBuilder(_options.ServerConnectionString).Database ?? "postgres",
            "investbot setup");
        await using NpgsqlConnection connection = await server.OpenConnectionAsync(cancellationToken);
        // Silos that start together make it once; the lock goes with the connection.
        await connection.ExecuteAsync("set lock_timeout = 0; select pg_advisory_lock(hashtextextended(@database, @CreationLock))", new { database, CreationLock });
        if (!await connection.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @database)", new { database }))
            await connection.ExecuteAsync($"create database \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }
}
