using System.Globalization;
using System.Text.RegularExpressions;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Instances;

namespace InvestBot.Storage.Backups.Folders;

/// <summary>A backup file that is complete, as its name tells.</summary>
/// <param name="Instance">Whose; <c>fleet</c> for the control database.</param>
/// <param name="At">The moment that it shows, to the second.</param>
/// <param name="Kind">Why it was made.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
public sealed partial record BackupEntry(string Instance, DateTimeOffset At, BackupKind Kind, string Path, long Bytes)
{
    internal const string Extension = ".ibbackup";

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The file's name: <c>20270131T020000Z-daily-1f0c9a3e.ibbackup</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    internal static string NameOf(BackupHeader header) => string.Create(
        CultureInfo.InvariantCulture,
        $"{header.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{header.Kind.ToString().ToLowerInvariant()}-{header.Id[..8]}{Extension}");

    /// <summary>The entry of a file in an instance's folder, or null for another file.</summary>
    internal static BackupEntry? Of(FileInfo file)
    {
        string? instance = file.Directory?.Name;
        Match match = Form().Match(file.Name);
        return instance is not null && (instance == InstanceName.Fleet || InstanceName.IsValid(instance)) && match.Success
            && DateTimeOffset.TryParseExact(match.Groups[1].Value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            && Enum.TryParse(match.Groups[2].Value, ignoreCase: true, out BackupKind kind)
            ? new BackupEntry(instance, at, kind, file.FullName, file.Length)
            : null;
    }

    [GeneratedRegex(@"^(\d{8}T\d{6}Z)-([a-z]+)-[0-9a-f]{8}\.ibbackup\z")]
    private static partial Regex Form();
}
