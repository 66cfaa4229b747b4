using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace InvestBot.Storage.Server;

/// <summary>A folder with the programs of one major version of PostgreSQL.</summary>
/// <param name="Folder">Where <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> are.</param>
/// <param name="Major">The major version, for example 15.</param>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest major version that is supported.</summary>
    public const int OldestMajor = 15;

    private const string DebianRoot = "/usr/lib/postgresql";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The full path of a program, for example <c>pg_ctl</c>.</summary>
    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>Every complete installation, newest first, each major version once.</summary>
    public static IReadOnlyList<PostgresBinaries> FindAll() =>
        [.. FindDebian().Concat(FindOnPath()).DistinctBy(b => b.Major).OrderByDescending(b => b.Major)];

    /// <summary>The newest supported installation, or the one that fits existing data.</summary>
    /// <param name="dataMajor">The major version that made the data; null when there is none yet.</param>
    /// <exception cref="PostgresProblemException">None fits.</exception>
    public static PostgresBinaries Choose(int? dataMajor = null) => Choose(FindAll(), dataMajor);

    internal static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? dataMajor)
    {
        if (dataMajor is { } major)
            return found.FirstOrDefault(b => b.Major == major) ?? throw new PostgresProblemException(
                PostgresProblem.OtherVersion,
                $"The database was made by PostgreSQL {major}, which is not installed; install it with: apt-get install postgresql-{major}");
        if (found.Count == 0)
            throw new PostgresProblemException(
                PostgresProblem.NotInstalled,
                $"PostgreSQL is not installed; install version {OldestMajor} or newer with: apt-get install postgresql");
        if (found[0].Major < OldestMajor)
            throw new PostgresProblemException(
                PostgresProblem.TooOld,
                $"PostgreSQL {found[0].Major} is too old; install version {OldestMajor} or newer");
        return found[0];
    }

    private static IEnumerable<PostgresBinaries> FindDebian()
    {
        if (!Directory.Exists(DebianRoot))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories(DebianRoot))
        {
            var bin = Path.Combine(folder, "bin");
            if (IsComplete(bin) && int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var major))
                yield return new PostgresBinaries(bin, major);
        }
    }

    private static IEnumerable<PostgresBinaries> FindOnPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var folder in folders.Distinct().Where(folder => IsComplete(folder) && !IsDebians(folder)))
        {
            if (ReadMajor(Path.Combine(folder, "postgres")) is { } major)
                yield return new PostgresBinaries(folder, major);
        }
    }

    // A link to one of those found already: its version need not be asked for.
    private static bool IsDebians(string folder)
    {
        try
        {
            var program = File.ResolveLinkTarget(Path.Combine(folder, "postgres"), returnFinalTarget: true);
            return program is { Exists: true } && program.FullName.StartsWith(DebianRoot + '/', StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsComplete(string folder) => Needed.All(name => File.Exists(Path.Combine(folder, name)));

    // A link to a removed program, or one for another kind of processor, is no installation.
    private static int? ReadMajor(string postgres)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(postgres, "--version") { RedirectStandardOutput = true });
            var text = process?.StandardOutput.ReadToEnd() ?? "";
            process?.WaitForExit();
            return ParseMajor(text);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    internal static int? ParseMajor(string versionText) =>
        VersionPattern().Match(versionText) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"\(PostgreSQL\) (\d{1,4})")]
    private static partial Regex VersionPattern();
}
