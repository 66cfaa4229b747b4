namespace InvestBot.Storage.Server;

/// <summary>Turns what PostgreSQL and its programs wrote into one sentence.</summary>
internal static class PostgresFault
{
    private static readonly string[] Damage =
    [
        "could not locate a valid checkpoint record", "invalid checkpoint record", "pg_control", "is not a database cluster directory",
        "is not a database directory", "invalid page in block", "does not contain a valid", "PANIC:", "pg_filenode.map",
    ];

    /// <summary>The problem behind a text.</summary>
    /// <param name="text">Output or end of the log.</param>
    /// <param name="where">The folder or the log to name.</param>
    public static PostgresProblemException Explain(string text, string where)
    {
        if (Has(text, "No space left on device") || Has(text, "Disk quota exceeded"))
            return DiskFull(where);
        if (Has(text, "Address already in use") || Has(text, "could not bind"))
            return new(PostgresProblem.PortTaken, "The port of the database is taken by another process; free it or choose another.");
        if (Has(text, "incompatible with server"))
            return new(PostgresProblem.OtherVersion, $"The database was made by another version of PostgreSQL; see {where}");
        if (Has(text, "Permission denied") || Has(text, "Operation not permitted") || Has(text, "Read-only file system"))
            return new(PostgresProblem.Unreachable, $"The account that runs PostgreSQL may not write {where}; set INVESTBOT_HOME to a folder that it can use.");
        if (Has(text, "recovery ended before configured recovery target was reached"))
            return new(PostgresProblem.NotStarted, "The archived log ends before that moment; give an earlier one.");
        if (Array.Exists(Damage, sign => Has(text, sign)))
            return new(PostgresProblem.Corrupted, $"The database files are damaged; restore a backup, or start anew with: investbot up --fresh (details: {where})");
        return new(PostgresProblem.NotStarted, $"PostgreSQL did not start; its log says why: {where}");
    }

    public static PostgresProblemException DiskFull(string where) =>
        new(PostgresProblem.DiskFull, $"The disk is full at {where}; free some space, or set INVESTBOT_HOME to a folder on another disk.");

    private static bool Has(string text, string sign) => text.Contains(sign, StringComparison.OrdinalIgnoreCase);
}
