using InvestBot.Cli.Output;

namespace InvestBot.Cli.Chaos;

/// <summary>What a chaos run came to. It is in order only when nothing is lost, doubled or differs by a cent.</summary>
internal static class ChaosReport
{
    private static readonly string[] Decisive = ["lost", "doubled", "differing cents"];
    private static readonly string[] Counted = ["instances", "orders", "fills", "closed trades"];

    /// <param name="found">The server's verification after the last recovery.</param>
    /// <param name="kills">When the server was killed, each time.</param>
    /// <param name="harm">What was done to the database, and what it forgot.</param>
    /// <param name="recoveries">How long it took each time.</param>
    public static Report Of(Report found, IReadOnlyCollection<Moment> kills, DatabaseHarm harm, IReadOnlyCollection<Recovery> recoveries)
    {
        var figures = found.Figures.ToDictionary(figure => figure.Name);
        var ok = found.Ok && harm.Lost.Count == 0 && Decisive.All(name => figures.TryGetValue(name, out var figure) && figure.Value is 0.0);
        List<string> notes = [.. harm.Lost, .. found.Notes];
        if (figures.TryGetValue("fills", out var fills) && fills.Value is 0.0) notes.Add("Nothing was filled: this run proves little. Take more kills.");
        return new Report(
            ok,
            [
                new("kills", kills.Count), new("kills while starting", Count(Moment.Starting)), new("kills while trading", Count(Moment.Trading)), new("kills behind an order", Count(Moment.Sent)),
                new("database connections ended", harm.Connections), new("kills of PostgreSQL", harm.Databases), new("commits lost with PostgreSQL", harm.Lost.Count),
                .. Counted.Concat(Decisive).Where(figures.ContainsKey).Select(name => figures[name]),
                .. Times("recovery", [.. recoveries.Select(recovery => recovery.Page).Order()]),
                .. Times("restart to trading", [.. recoveries.Select(recovery => recovery.Trading).Order()]),
            ],
            notes);

        int Count(Moment moment) => kills.Count(kill => kill == moment);
    }

    private static IEnumerable<Figure> Times(string name, IReadOnlyList<double> sorted) =>
        [new($"{name}, median", Round(sorted[sorted.Count / 2]), "s"), new($"{name}, longest", Round(sorted[^1]), "s")];

    private static double Round(double seconds) => Math.Round(seconds, 2);
}
