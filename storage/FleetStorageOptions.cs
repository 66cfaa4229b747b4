using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Migrations;

namespace InvestBot.Storage;

/// <summary>How the fleet's databases are reached.</summary>
public sealed class FleetStorageOptions
{
    /// <summary>The server, and a login that may create databases and roles; the database it names does not matter.</summary>
    public required string ServerConnectionString { get; init; }

    /// <summary>The control database; made when missing.</summary>
    public string ControlDatabase { get; init; } = "investbot";

    /// <summary>The market database; made when missing.</summary>
    public string MarketDatabase { get; init; } = "investbot_market";

    /// <summary>True beside a process that runs the fleet: nothing is made and nothing is migrated.</summary>
    public bool AsItIs { get; init; }

    /// <summary>Where a backup of each database goes before it is brought to a newer schema; null: none is made.</summary>
    public BackupFolder? BeforeMigrations { get; init; }

    /// <summary>Is told how far the migration of the instances' databases has come; never called when there is nothing to migrate.</summary>
    public Action<MigrationProgress>? Migrating { get; init; }

    /// <summary>The most connections to instance databases at once.</summary>
    public int InstanceConnections { get; init; } = 40;

    /// <summary>The most connections to each of the control and market databases.</summary>
    public int SharedConnections { get; init; } = 10;

    /// <summary>How long an unused connection to an instance's database stays open.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(30);
}
