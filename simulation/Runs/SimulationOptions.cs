using System.Collections.Immutable;
using InvestBot.Feeds.Recordings;
using InvestBot.Simulation.Faults;
using InvestBot.Simulation.Processes;

namespace InvestBot.Simulation.Runs;

/// <summary>One run of the simulation.</summary>
/// <param name="Seed">Decides everything.</param>
/// <param name="Days">Trading days of <see cref="DayRounds"/> rounds, 1 to 100.</param>
/// <param name="Bots">Instances, 1 to 20.</param>
/// <param name="FirstBot">Number of the first of them, from 1: who an instance is depends on seed and number alone.</param>
/// <param name="Only">The faults that may happen; null: all that the seed draws.</param>
/// <param name="Market">What is traded; null: a market that the seed makes up.</param>
/// <param name="Seams">What tests put between the grains and the world.</param>
public sealed record SimulationOptions(
    ulong Seed, int Days = 1, int Bots = 3, int FirstBot = 1, ImmutableHashSet<Fault>? Only = null, RecordedBars? Market = null, Seams? Seams = null)
{
    /// <summary>Rounds of a day: that of a market of five-minute bars that never closes.</summary>
    public const int DayRounds = 288;
}

/// <summary>Recorded bars of which each seed trades a part.</summary>
/// <param name="Folder">Where they lie, as it was named.</param>
/// <param name="Recording">The bars.</param>
public sealed record RecordedBars(string Folder, Recording Recording);
