using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;
using Npgsql;

namespace InvestBot.Storage.Backups.Fleet;

/// <summary>What of the control database is backed up: all but what belongs to running processes and open sessions, and what migrations fill.</summary>
internal static class FleetTables
{
    private static readonly string[] LeftOut =
        ["refresh_tokens", "idempotency", "key_rotations", "recording_drivers", "orleansquery", "orleansmembershiptable", "orleansmembershipversiontable"];

    internal static async Task<IReadOnlyList<BackupTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await TableCopy.ListAsync(connection, cancellationToken)).Where(table => !LeftOut.Contains(table.Name))];
}
