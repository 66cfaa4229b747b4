using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Markets;

namespace InvestBot.Feeds.Recordings;

/// <summary>How a folder is opened.</summary>
/// <param name="Strict">Refuse the folder when one row of it is faulty.</param>
/// <param name="KeepPerFile">How many faulty rows of each file are kept with their reason.</param>
/// <param name="Readings">The folder of what was said of instruments; <c>null</c>: <c>readings</c> beside the bars, if there is one.</param>
public sealed record RecordingOptions(bool Strict = false, int KeepPerFile = 100, string? Readings = null);

/// <summary>How far the reading of a folder has come.</summary>
/// <param name="Files">Files read.</param>
/// <param name="Total">Files in all.</param>
/// <param name="Bars">Bars read.</param>
public readonly record struct RecordingProgress(int Files, int Total, long Bars);

/// <summary>Opens any folder of <c>SYMBOL_5m.csv[.gz]</c> files as a recording.</summary>
/// <remarks>
/// Columns timestamp (bar open), open, high, low, close, volume in any order and case. <c>recording.yaml</c> is
/// optional: what it does not say is inferred (<see cref="RecordingInference"/>). Faulty rows never reach a reader.
/// </remarks>
public static class RecordingFolder
{
    /// <summary>Folders directly below a root, and the root itself, that hold bar files.</summary>
    public static ImmutableArray<string> Find(string root) => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Prepend(root).Where(x => FilesOf(x).Length > 0).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Reads a folder into memory, about 44 bytes per bar.</summary>
    /// <exception cref="RecordingException">There is nothing to replay, the settings are wrong, or a row is faulty and
    /// <see cref="RecordingOptions.Strict"/> is set.</exception>
    public static Recording Open(
        string folder,
        RecordingOptions? options = null,
        IProgress<RecordingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new RecordingOptions();
        if (!Directory.Exists(folder))
            throw new RecordingException($"There is no folder {folder}.");
        var files = FilesOf(folder);
        if (files.Length == 0)
            throw new RecordingException($"{folder} holds no .csv or .csv.gz file; {Advice(folder)}");

        var settings = RecordingSettings.TryRead(folder) ?? new RecordingSettings();
        var timeframe = RecordingInference.TimeframeOf(settings, files);
        var quarantine = new Quarantine(options.KeepPerFile);
        var read = new List<FileRead>(files.Length);
        foreach (var file in files)
        {
            read.Add(Read(file, timeframe, quarantine, cancellationToken));
            progress?.Report(new RecordingProgress(read.Count, files.Length, read.Sum(x => (long)x.Bars.Count)));
        }

        if (read.All(x => x.Bars.Count == 0) && !options.Strict)
            throw new RecordingException($"{folder} holds no usable bar.{Why(quarantine)}");
        var recording = read.All(x => x.Bars.Count == 0) ? null : RecordingInference.Describe(folder, options.Readings, settings, timeframe, read, quarantine);
        if (options.Strict && quarantine.Count > 0)
        {
            var row = quarantine.Rows[0];
            throw new RecordingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{quarantine.Count} faulty rows, the first in {row.File}, line {row.Line}: {row.Reason}, {row.Detail}. {row.Remedy}"));
        }

        return recording ?? throw new RecordingException($"{folder} holds no usable bar.{Why(quarantine)}");
    }

    // The first fault of each file, of at most ten files.
    // The folder above is the likeliest mistake.
    private static string Advice(string folder)
    {
        var below = Directory.EnumerateDirectories(folder).Where(inner => FilesOf(inner).Length > 0).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(5).ToList();
        return below.Count == 0 ? "name them SYMBOL_5m.csv.gz." : $"its folders {string.Join(", ", below)} do: give one of them.";
    }

    private static string Why(Quarantine quarantine) =>
        string.Concat(quarantine.Rows.DistinctBy(row => row.File).Take(10).Select(row => string.Create(
            CultureInfo.InvariantCulture, $" {row.File}, line {row.Line}: {row.Detail}. {row.Remedy}")));

    private static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(FileNames.IsBarFile).Order(StringComparer.Ordinal)];

    private static FileRead Read(string path, Timeframe timeframe, Quarantine quarantine, CancellationToken cancellationToken)
    {
        var before = quarantine.Count;
        var name = Path.GetFileName(path);
        if (!FileNames.TryParse(path, out var symbol, out var stated))
        {
            quarantine.Add(name, 0, QuarantineReason.Name, $"no symbol in '{name}'");
            return new FileRead(name, symbol, new BarColumns(), quarantine.Count - before, false);
        }

        if (stated is { } other && other != timeframe)
        {
            quarantine.Add(name, 0, QuarantineReason.Name, $"bars of {other} in a recording of {timeframe}");
            return new FileRead(name, symbol, new BarColumns(), quarantine.Count - before, false);
        }

        var reader = new BarFileReader(path, timeframe, quarantine);
        var bars = reader.Read(cancellationToken);
        return new FileRead(name, symbol, bars, quarantine.Count - before, reader.ZoneAssumed);
    }
}

/// <summary>What one file gave.</summary>
internal sealed record FileRead(string Name, string Symbol, BarColumns Bars, long Quarantined, bool ZoneAssumed);
