using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Tests.Replay;

/// <summary>Small recordings for replay tests: 5-minute bars at the named times of 2024-01-06.</summary>
internal static class Recorded
{
    internal static Recording Open(params (string Symbol, string[] Times)[] series)
    {
        using var folder = new TemporaryFolder();
        foreach (var (symbol, times) in series)
        {
            folder.Write($"{symbol}_5m.csv", "timestamp,open,high,low,close,volume\n"
                + string.Concat(times.Select(time => $"2024-01-06T{time}:00Z,10,11,9,10,1\n")));
        }

        return RecordingFolder.Open(folder.Path);
    }

    internal static DateTimeOffset At(int hour, int minute) => new(2024, 1, 6, hour, minute, 0, TimeSpan.Zero);
}
