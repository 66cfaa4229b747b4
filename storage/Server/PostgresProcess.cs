using System.Globalization;

namespace InvestBot.Storage.Server;

/// <summary>The running server of a data folder, as its pid file and the machine's process table agree.</summary>
/// <param name="Id">The id of the postmaster.</param>
/// <param name="Port">The port that it listens on.</param>
public sealed record PostgresProcess(int Id, int Port)
{
    /// <summary>The server of the folder, or null: no pid file, or a stale one whose id is gone or belongs to something else.</summary>
    internal static PostgresProcess? Find(string data)
    {
        var file = PidFile(data);
        if (!File.Exists(file))
            return null;
        var lines = File.ReadAllLines(file);
        if (lines.Length < 4
            || !int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return null;
        return RunsIn(id, data) ? new PostgresProcess(id, port) : null;
    }

    /// <summary>A process of some server that works in the folder, or null.</summary>
    internal static int? FindOrphan(string data)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && RunsIn(id, data))
                return id;
        }

        return null;
    }

    internal static string PidFile(string data) => Path.Combine(data, "postmaster.pid");

    // A postmaster stands in its data folder for as long as it lives.
    private static bool RunsIn(int id, string data)
    {
        try
        {
            var folder = new FileInfo($"/proc/{id}/cwd").LinkTarget;
            return folder == data && File.ReadAllText($"/proc/{id}/comm").Trim() is "postgres" or "postmaster";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
