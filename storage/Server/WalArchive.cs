using System.Text.RegularExpressions;

namespace InvestBot.Storage.Server;

/// <summary>The write-ahead log that a private server has set aside, segment by segment, and the base backups that it goes on from.</summary>
/// <param name="root">The server's folder.</param>
internal sealed partial class WalArchive(string root)
{
    private const string SegmentFormat = "^[0-9A-F]{24}";

    /// <summary>The archived segments; the server's account writes here.</summary>
    public string Segments => Path.Combine(root, "archive");

    /// <summary>Base backups, a folder for each, named by the second in which it was complete (UTC).</summary>
    public string Bases => Path.Combine(root, "base");

    /// <summary>Only after its copy is on the disk does a segment get its name; the free end of one that was closed early takes no room.</summary>
    public string ArchiveCommand => $"cp --sparse=always \"%p\" \"{Segments}/%f.part\" && sync \"{Segments}/%f.part\" && mv -f \"{Segments}/%f.part\" \"{Segments}/%f\"";

    public string RestoreCommand => $"cp \"{Segments}/%f\" \"%p\"";

    public IReadOnlyList<BaseBackup> List() => !Directory.Exists(Bases) ? [] :
        [.. new DirectoryInfo(Bases).EnumerateDirectories().Select(BaseBackup.Of).OfType<BaseBackup>().OrderByDescending(made => made.Completed)];

    /// <summary>Removes the base backups beyond the newest few, what is left of interrupted ones, and the segments that nothing needs any more.</summary>
    public void Prune(int kept)
    {
        IReadOnlyList<BaseBackup> all = List();
        foreach (BaseBackup old in all.Skip(kept))
            Directory.Delete(old.Folder, recursive: true);
        foreach (string part in Directory.EnumerateDirectories(Bases, "*.part"))
            Directory.Delete(part, recursive: true);
        if (all.Take(kept).LastOrDefault() is not { } oldest)
            return;
        foreach (string segment in Directory.EnumerateFiles(Segments).Where(file => IsBefore(Path.GetFileName(file), oldest.FirstSegment)))
            File.Delete(segment);
    }

    // Behind the 8 digits of the timeline.
    private static bool IsBefore(string name, string segment) => Segment().IsMatch(name) && string.CompareOrdinal(name, 8, segment, 8, 16) < 0;

    [GeneratedRegex(SegmentFormat)]
    private static partial Regex Segment();
}
