namespace InvestBot.Cli.Chaos;

/// <summary>When in its life a server is killed.</summary>
internal enum Moment
{
    /// <summary>While it starts: time counts from the start of its process.</summary>
    Starting,

    /// <summary>While it trades: time counts from when its page is ready.</summary>
    Trading,

    /// <summary>As soon as the venue has taken the first entry of this life.</summary>
    Sent,
}

/// <summary>What is done to the database before a server is killed.</summary>
internal enum Harm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A connection of an instance is ended as administrators do it.</summary>
    ConnectionEnded,

    /// <summary>The process of a connection is killed, after which PostgreSQL ends all of them and recovers.</summary>
    ConnectionKilled,

    /// <summary>PostgreSQL itself is killed and started again.</summary>
    DatabaseKilled,
}

/// <summary>One death of the server, drawn before anything runs.</summary>
/// <param name="Moment">When.</param>
/// <param name="After">How long it lives from then on.</param>
/// <param name="Harm">What is done to the database in that time.</param>
/// <param name="At">When in that time, from 0 to 1, and to which connection.</param>
internal sealed record Death(Moment Moment, TimeSpan After, Harm Harm, double At);

/// <summary>Draws the deaths: one seed gives the same plan again. What the fleet does at those moments is up to the machine.</summary>
internal static class ChaosPlan
{
    private const double Shortest = 0.2;
    private const double Longest = 2.0;
    private const int Cycle = 10;
    private const int StartingOneOf = 4;

    /// <param name="kills">How many.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="mistake">The mistake that they are to show, or null.</param>
    public static IReadOnlyList<Death> Draw(int kills, int seed, string? mistake)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, kills).Select(number => Aimed(Draw(random, number), mistake))];
    }

    // Of ten deaths, three with harm to a connection, two with PostgreSQL's own, two right behind an order.
    private static Death Draw(Random random, int number)
    {
        var starting = random.Next(StartingOneOf) == 0;
        var after = TimeSpan.FromSeconds(Shortest + (random.NextDouble() * (Longest - Shortest)));
        var at = random.NextDouble();
        return (number % Cycle) switch
        {
            2 or 9 => new Death(Moment.Trading, after, Harm.ConnectionKilled, at),
            6 => new Death(Moment.Trading, after, Harm.ConnectionEnded, at),
            3 or 7 => new Death(Moment.Trading, after, Harm.DatabaseKilled, at),
            1 or 5 => new Death(Moment.Sent, TimeSpan.Zero, Harm.None, at),
            // A server that only starts has hardly a connection to end.
            _ => new Death(starting ? Moment.Starting : Moment.Trading, after, Harm.None, at),
        };
    }

    // A mistake shows at a certain moment: there the blow falls.
    private static Death Aimed(Death death, string? mistake) => mistake switch
    {
        Planted.Mistakes.UnflushedCommits => death with { Moment = Moment.Sent, Harm = Harm.DatabaseKilled, At = 0 },
        Planted.Mistakes.BookEveryFill => death with { Moment = Moment.Sent, After = TimeSpan.FromSeconds(Longest), Harm = Harm.None },
        Planted.Mistakes.SendBeforeCommit => death with { Moment = Moment.Sent, Harm = Harm.None },
        _ => death,
    };
}
