using InvestBot.Backtest.Tapes;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Backtests;

/// <summary>Folders of recorded bars as commands take them.</summary>
internal static class RecordedBars
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder"><c>null</c>: the coins that ship.</param>
    /// <param name="strict">Refuse the folder for one faulty row; else such rows are left out and counted.</param>
    /// <param name="token">Gives up.</param>
    /// <param name="readings">The folder of what was said of instruments; <c>null</c>: beside the bars, if there is one.</param>
    /// <exception cref="CliFailure">It can't be read; the message says what would help.</exception>
    public static Recording Open(string? folder, bool strict, CancellationToken token, string? readings = null)
    {
        try
        {
            return RecordingFolder.Open(folder ?? Path.Combine(Clone.Folder, "data", "crypto-2024"), new RecordingOptions(Strict: strict, Readings: readings), cancellationToken: token);
        }
        catch (RecordingException refused)
        {
            throw new CliFailure(ExitCode.Failed, refused.Message);
        }
    }

    /// <summary>The bars of a series.</summary>
    public static BarTape Tape(BarSeries series) => BarTape.Of(series.Instrument, Enumerable.Range(0, series.Count).Select(i => series[i]));
}
