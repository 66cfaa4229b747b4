using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Backtest.Factors;
using InvestBot.Backtest.Tapes;
using InvestBot.Cli.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Backtests;

/// <summary>The bars of a recording as they are traded: adjusted for splits and dividends where factors are known, and cut to regular sessions.</summary>
internal static class MarketTapes
{
    /// <summary>The tapes of what is watched.</summary>
    /// <param name="recording">As it was read.</param>
    /// <param name="watched">Which instruments.</param>
    /// <param name="factors">The folder of factor files; <c>null</c>: none.</param>
    /// <param name="allHours">Keep bars of shares outside of regular sessions.</param>
    /// <param name="notes">Takes what was left out or changed.</param>
    /// <exception cref="CliFailure">A factor file can't be read, or nothing lies in a regular session.</exception>
    public static ImmutableArray<BarTape> Of(Recording recording, HashSet<InstrumentId> watched, string? factors, bool allHours, ImmutableArray<string>.Builder notes)
    {
        if (!allHours) recording = InSessions(recording, notes);
        ImmutableArray<BarTape> tapes = [.. recording.Series.Where(series => watched.Contains(series.Instrument.Id)).Select(RecordedBars.Tape)];
        return factors is null ? tapes : Adjusted(tapes, factors, notes);
    }

    /// <summary>The folder of factor files beside the bars, if there is one.</summary>
    public static string? FactorsBeside(string? folder) => folder is not null && Path.Combine(folder, "factors") is var beside && Directory.Exists(beside) ? beside : null;

    private static ImmutableArray<BarTape> Adjusted(ImmutableArray<BarTape> tapes, string factors, ImmutableArray<string>.Builder notes)
    {
        if (!Directory.Exists(factors)) throw new CliFailure(ExitCode.Usage, $"--factors: there is no folder {factors}.");
        var files = Directory.EnumerateFiles(factors, "*.csv").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
        var adjusted = 0;
        tapes = [.. tapes.Select(tape =>
        {
            if (!files.TryGetValue(tape.Instrument.Id.Symbol.Split('/')[0], out var file)) return tape;
            adjusted++;
            return Read(file).Adjust(tape);
        })];
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"Prices and volumes of {adjusted} of {tapes.Length} symbols are adjusted for splits and dividends."));
        return tapes;
    }

    private static FactorFile Read(string file)
    {
        try
        {
            return FactorFile.Parse(File.ReadLines(file));
        }
        catch (FormatException wrong)
        {
            throw new CliFailure(ExitCode.Failed, $"{file}: {wrong.Message}.");
        }
    }

    private static Recording InSessions(Recording recording, ImmutableArray<string>.Builder notes)
    {
        Recording within;
        try
        {
            within = recording.InSessions();
        }
        catch (RecordingException nothing)
        {
            throw new CliFailure(ExitCode.Usage, $"{nothing.Message} Or take them all: --all-hours.");
        }

        if (recording.BarCount - within.BarCount is > 0 and var left) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{left} bars outside of the NYSE's regular sessions were left out; --all-hours keeps them."));
        return within;
    }
}
