using System.Diagnostics;

namespace InvestBot.Bench;

/// <summary>What a stretch of work took: on the wall, of the processors, and in bytes. Processor time tells more on a busy machine.</summary>
/// <param name="Wall">Time on the wall.</param>
/// <param name="Processor">Time of all processors together.</param>
/// <param name="Bytes">Bytes allocated.</param>
public sealed record Meter(TimeSpan Wall, TimeSpan Processor, long Bytes)
{
    /// <summary>Measures work.</summary>
    public static async Task<Meter> ReadAsync(Func<Task> work)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(true);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await work();
        return new(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes(true) - bytes);
    }

    /// <summary>The usual figures of so many like operations.</summary>
    public IEnumerable<Figure> Per(string name, string unit, int count) =>
    [
        new(name, count / Wall.TotalSeconds, $"{unit}/s"),
        new($"{name}: by processor time", count / Processor.TotalSeconds, $"{unit}/s of one core"),
        new($"{name}: processor time each", Processor.TotalNanoseconds / count, "ns"),
        new($"{name}: allocated each", (double)Bytes / count, "B"),
    ];
}
