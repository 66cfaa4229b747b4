using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Feeds.Recordings;
using InvestBot.Grains.Keeping;
using InvestBot.Silo.Storing;
using InvestBot.Simulation.Draws;
using InvestBot.Simulation.Faults;
using InvestBot.Simulation.Fleets;
using InvestBot.Simulation.Time;
using InvestBot.Simulation.Witnesses;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Memory;
using Orleans.Runtime;

namespace InvestBot.Simulation.Worlds;

/// <summary>What outlives a process: storage, the venue, the market, time, and who watches.</summary>
internal sealed class World : IDisposable
{
    // In which state each kind of grain keeps what it has received.
    private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
    {
        [Addresses.Bot] = "bot", [Addresses.Token] = "token", [Addresses.Risk] = "risk", [Addresses.Portfolio] = "portfolio",
        [Addresses.Account] = "account", [Addresses.Fleet] = "fleet",
    };

    internal World(ulong seed, ImmutableHashSet<Fault>? only, DrawnMarket market, ImmutableArray<BotConfiguration> bots)
    {
        (Recording, From, Bots) = (market.Recording, market.From, bots);
        Faults = new FaultPlan(seed, only);
        Delays = new Draw(seed, "delays");
        Trace = new Trace(() => FormattableString.Invariant($"#{Steps()} {Time.Elapsed.TotalSeconds:0.000}s"));
        Witness = new Witness(Trace, ReadState, instance => Storage.VerifyNewAsync(instance).GetAwaiter().GetResult());
        foreach (var bot in bots) Witness.Expect(bot);
        Venue = new VenueBooks(this);
    }

    /// <summary>How many steps were made.</summary>
    internal Func<long> Steps { get; set; } = () => 0;

    internal Recording Recording { get; }

    /// <summary>When trading begins.</summary>
    internal DateTimeOffset From { get; }

    internal ImmutableArray<BotConfiguration> Bots { get; }

    internal VirtualTime Time { get; } = new();

    internal FaultPlan Faults { get; }

    /// <summary>Draws how long things take.</summary>
    internal Draw Delays { get; }

    internal Trace Trace { get; }

    internal Witness Witness { get; }

    internal MemoryStorage Storage { get; } = new();

    internal VenueBooks Venue { get; }

    /// <summary>Where the market stood at the end of the last round that was kept.</summary>
    internal (int Run, DateTimeOffset Delivered)? Position { get; private set; }

    /// <summary>How many rounds were kept.</summary>
    internal int Rounds { get; private set; }

    /// <summary>Commits that the database has and has not carried out yet: they may land after their process is dead.</summary>
    internal List<(string Instance, GrainCommit Commit)> UnderWay { get; } = [];

    /// <summary>A round of the market is kept.</summary>
    internal void Keep(int run, DateTimeOffset delivered)
    {
        if (Position?.Delivered != delivered) Rounds++;
        Position = (run, delivered);
    }

    /// <summary>A chance for a fault; noted when it happens.</summary>
    internal bool Happens(FaultKind kind)
    {
        if (!Faults.Happens(kind)) return false;
        Trace.Note($"FAULT {Faults.Happened[^1]}");
        return true;
    }

    internal Task Delay(int leastMilliseconds, int mostMilliseconds) => Task.Delay(Delays.Milliseconds(leastMilliseconds, mostMilliseconds), Time);

    public void Dispose()
    {
        Storage.Dispose();
        Trace.Dispose();
    }

    private ReadOnlyMemory<byte>? ReadState(string target)
    {
        var (kind, key) = Addresses.Split(target);
        var home = GrainHomes.Of(GrainId.Create(kind, key));
        return Storage.ReadAsync(home, new GrainAddress(States[kind], kind, key), CancellationToken.None).GetAwaiter().GetResult()?.Data;
    }
}
