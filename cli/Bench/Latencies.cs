using InvestBot.Cli.Output;

namespace InvestBot.Cli.Bench;

/// <summary>Measured times, in milliseconds, as figures.</summary>
internal static class Latencies
{
    /// <summary>Median, 99th percentile and longest, and how many were measured; none when nothing was.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="milliseconds">The times, in any order.</param>
    public static IEnumerable<Figure> Of(string name, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        yield return new($"{name}: samples", sorted.Count);
        if (sorted.Count == 0) yield break;
        yield return new($"{name}: p50", Round(At(sorted, 0.50)), "ms");
        yield return new($"{name}: p99", Round(At(sorted, 0.99)), "ms");
        yield return new($"{name}: longest", Round(sorted[^1]), "ms");
    }

    /// <summary>The middle one of some numbers, the lower one of two.</summary>
    public static double Median(IEnumerable<double> values) => At([.. values.Order()], 0.5);

    // The smallest value that at least this part of all does not exceed.
    private static double At(List<double> sorted, double part) => sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];

    private static double Round(double value) => Math.Round(value, 3);
}
