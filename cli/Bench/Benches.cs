using InvestBot.Cli.Output;

namespace InvestBot.Cli.Bench;

/// <summary>What every bench says beside its figures.</summary>
internal static class Benches
{
    /// <summary>A report with what else the machine was doing: other work makes every figure worse.</summary>
    public static Report Report(IEnumerable<Figure> figures, params string[] notes) =>
        new(true, [.. figures, new("processors", Environment.ProcessorCount), new("machine's load over the last minute", Load())], notes);

    /// <summary>Bytes as mebibytes.</summary>
    public static double Megabytes(long bytes) => Math.Round(bytes / (1024.0 * 1024.0), 1);

    private static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
        : 0;
}
