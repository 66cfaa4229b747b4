using System.Globalization;

namespace InvestBot.Storage.Server;

/// <summary>The server's settings, written anew at every start. Sized for a machine with two cores and little memory.</summary>
internal static class PostgresSettings
{
    public const string FileName = "investbot.conf";

    public static string Render(PrivatePostgresOptions options, int port, string logFolder) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            # Written by investbot at every start; changes are lost.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = {options.MaxConnections}
            password_encryption = 'scram-sha-256'
            shared_buffers = '64MB'
            effective_cache_size = '256MB'
            work_mem = '4MB'
            maintenance_work_mem = '32MB'
            max_worker_processes = 4
            max_parallel_workers = 2
            autovacuum_max_workers = 2
            jit = off
            huge_pages = off
            wal_level = replica
            min_wal_size = '64MB'
            max_wal_size = '512MB'
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_min_messages = warning
            # A failing statement may carry a role's password: its text never reaches the log.
            log_min_error_statement = panic
            log_parameter_max_length_on_error = 0
            {(options.ThrowAway ? ThrowAway : Durable(logFolder))}
            {(options.Archives ? Archiving(new WalArchive(Path.GetFullPath(options.Folder))) : "archive_mode = off")}
            {(options.RecoverTo is { } target ? Recovering(target) : "")}

            """);

    private const string ThrowAway = """
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        autovacuum = off
        """;

    private static string Durable(string logFolder) => $"""
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        logging_collector = on
        log_directory = '{Quoted(logFolder)}'
        log_filename = 'postgresql-%a.log'
        log_rotation_age = '1d'
        log_truncate_on_rotation = on
        """;

    // Five minutes are what may be lost of the log when the disk is.
    private static string Archiving(WalArchive archive) => $"""
        archive_mode = on
        archive_timeout = '5min'
        archive_command = '{Quoted(archive.ArchiveCommand)}'
        """;

    // It serves once it is there: not before, and not on the way.
    private static string Recovering(RecoveryTarget target) => $"""
        hot_standby = off
        restore_command = '{Quoted(target.RestoreCommand)}'
        recovery_target_time = '{target.Moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff+00", CultureInfo.InvariantCulture)}'
        recovery_target_action = 'promote'
        """;

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
