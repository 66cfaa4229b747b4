using System.Globalization;
using System.Text.RegularExpressions;

namespace InvestBot.Storage.Server;

/// <summary>A copy of the whole server's data that was complete at a moment.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Completed">From this second on it can be recovered to.</param>
internal sealed partial record BaseBackup(string Folder, DateTimeOffset Completed)
{
    private const string NameFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The first segment of the log that its recovery reads.</summary>
    public string FirstSegment => Start().Match(File.ReadAllText(Path.Combine(Folder, "backup_label"))).Groups[1].Value;

    /// <summary>The name of one that is complete now: the next whole second.</summary>
    public static string NameAt(DateTimeOffset now) => now.UtcDateTime.AddSeconds(1).ToString(NameFormat, CultureInfo.InvariantCulture);

    public static BaseBackup? Of(DirectoryInfo folder) =>
        DateTimeOffset.TryParseExact(folder.Name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset completed)
            ? new BaseBackup(folder.FullName, completed)
            : null;

    [GeneratedRegex(@"START WAL LOCATION: [0-9A-F/]+ \(file ([0-9A-F]{24})\)")]
    private static partial Regex Start();
}
