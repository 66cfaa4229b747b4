using System.Collections.Immutable;
using InvestBot.Cli.Exits;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Replay;
using InvestBot.Silo;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Serve;

/// <summary>The recorded markets that a server runs, how fast, and the fleet that a new installation begins with.</summary>
/// <param name="Recordings">In memory.</param>
/// <param name="Licences">Under which each may be used, by recording.</param>
/// <param name="Options">For the silo.</param>
internal sealed record ServedMarkets(ImmutableArray<Recording> Recordings, ImmutableDictionary<string, string> Licences, SiloOptions Options)
{
    // A bar a second and a half: slow enough to follow by eye, fast enough that something happens.
    private static readonly TimeSpan DemoBar = TimeSpan.FromSeconds(1.5);

    /// <summary>Reads the recordings that ship, and those of another folder beside them.</summary>
    /// <exception cref="CliFailure">A folder can't be read, or the speed is no speed.</exception>
    public static ServedMarkets Open(string shipped, ServeOptions options)
    {
        ReplaySpeed? wanted = options.Speed is null ? null
            : ReplaySpeed.TryParse(options.Speed, out var speed) ? speed
            : throw new CliFailure(ExitCode.Usage, $"'{options.Speed}' is no speed; write a multiple of real time such as 60, or max.");
        // Those that ship are always there: instances made for them must find their market.
        var folders = RecordingFolder.Find(shipped);
        if (options.DataFolder is { } added)
        {
            var found = RecordingFolder.Find(added);
            if (found.IsEmpty) throw new CliFailure(ExitCode.Usage, $"{added} holds no recorded market: no folder of SYMBOL_5m.csv[.gz] files.");
            folders = [.. found, .. folders];
        }
        var recordings = folders.AsParallel().AsOrdered().Select(folder => (Folder: folder, Recording: Read(folder))).DistinctBy(item => item.Recording.Description.Id).ToList();
        var markets = recordings.ToImmutableDictionary(
            item => item.Recording.Description.Id,
            item => new ReplayOptions(wanted ?? ReplaySpeed.Times(item.Recording.Description.Timeframe.Length / DemoBar), From: StartOf(item.Recording)));
        return new ServedMarkets(
            [.. recordings.Select(item => item.Recording)],
            recordings.ToImmutableDictionary(item => item.Recording.Description.Id, item => LicenceOf(item.Folder)),
            new SiloOptions { Markets = markets, FirstFleet = options.NoDemo ? [] : [.. recordings.SelectMany(item => DemoFleet.For([Describe(item.Recording)]))] });
    }

    /// <summary>A recording as presets see it.</summary>
    public static MarketDescription Describe(Recording recording) => new(
        recording.Description.Id, recording.Description.Timeframe, recording.Description.Quote, [.. recording.Series.Select(series => series.Instrument)], recording.Description.Benchmark)
    { HasSentiment = !recording.Readings.IsEmpty };

    private static Recording Read(string folder)
    {
        try
        {
            return RecordingFolder.Open(folder).InSessions();
        }
        catch (RecordingException fault)
        {
            throw new CliFailure(ExitCode.Usage, fault.Message);
        }
    }

    // History comes first: strategies need some hundred bars before they may speak.
    private static DateTimeOffset StartOf(Recording recording) => DemoFleet.StartOf(recording.Description.Id)
        ?? recording.Series.Select(series => series.OpenTime(Math.Min(series.Count - 1, 300))).Min();

    private static string LicenceOf(string folder)
    {
        var file = Path.Combine(folder, "LICENSE");
        if (!File.Exists(file)) return "not stated";
        var text = File.ReadLines(file).Take(5).FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "not stated";
        return text.Contains("Apache", StringComparison.OrdinalIgnoreCase) ? "Apache-2.0" : text.Contains("MIT", StringComparison.Ordinal) ? "MIT" : text;
    }
}
