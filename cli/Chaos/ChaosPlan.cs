namespace InvestBot.Cli.Chaos;

/// <summary>One death of the server, drawn before anything runs.</summary>
/// <param name="WhileStarting">Whether the time counts from the start of the process instead of from when its page is ready.</param>
/// <param name="After">How long it lives.</param>
/// <param name="Backend">When in that time, from 0 to 1, a connection of an instance's database is ended; null: none is.</param>
/// <param name="ByForce">Whether that is done by SIGKILL, which makes PostgreSQL end all connections and recover; else it is asked to.</param>
internal sealed record Death(bool WhileStarting, TimeSpan After, double? Backend, bool ByForce);

/// <summary>Draws the deaths: one seed gives the same plan again. What the fleet does at those moments is up to the machine.</summary>
internal static class ChaosPlan
{
    private const double Shortest = 0.3;
    private const double Longest = 4.0;
    private const int BackendEvery = 3;
    private const int StartingOneOf = 4;

    /// <param name="kills">How many.</param>
    /// <param name="seed">What they are drawn from.</param>
    public static IReadOnlyList<Death> Draw(int kills, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, kills).Select(number => Draw(random, number))];
    }

    private static Death Draw(Random random, int number)
    {
        var starting = random.Next(StartingOneOf) == 0;
        var after = TimeSpan.FromSeconds(Shortest + (random.NextDouble() * (Longest - Shortest)));
        var (backend, force) = (random.NextDouble(), random.Next(2) == 0);
        // A server that only starts has hardly a connection to end.
        return number % BackendEvery == 0 ? new Death(false, after, backend, force) : new Death(starting, after, null, force);
    }
}
