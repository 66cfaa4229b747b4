using InvestBot.Cli.Output;

namespace InvestBot.Cli.Chaos;

/// <summary>What a chaos run came to. It is in order only when nothing is lost, doubled or differs by a cent.</summary>
internal static class ChaosReport
{
    private static readonly string[] Decisive = ["lost", "doubled", "differing cents"];
    private static readonly string[] Counted = ["orders", "fills", "closed trades"];

    /// <param name="found">The server's verification after the last recovery.</param>
    /// <param name="kills">How often the server was killed.</param>
    /// <param name="starting">How often of these while it started.</param>
    /// <param name="backends">How many connections of instances were ended.</param>
    /// <param name="recoveries">Seconds from a start to a ready page.</param>
    public static Report Of(Report found, int kills, int starting, int backends, IReadOnlyCollection<double> recoveries)
    {
        var figures = found.Figures.ToDictionary(figure => figure.Name);
        var sorted = recoveries.Order().ToList();
        var ok = found.Ok && Decisive.All(name => figures.TryGetValue(name, out var figure) && figure.Value is 0.0);
        List<string> notes = [.. found.Notes];
        if (figures.TryGetValue("fills", out var fills) && fills.Value is 0.0) notes.Add("Nothing was filled: this run proves little. Take more kills.");
        return new Report(
            ok,
            [
                new("kills", kills), new("kills while starting", starting), new("database connections ended", backends),
                .. Counted.Concat(Decisive).Where(figures.ContainsKey).Select(name => figures[name]),
                new("recovery, median", Round(sorted[sorted.Count / 2]), "s"), new("recovery, longest", Round(sorted[^1]), "s"),
            ],
            notes);
    }

    private static double Round(double seconds) => Math.Round(seconds, 2);
}
