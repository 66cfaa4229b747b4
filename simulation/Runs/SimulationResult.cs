using System.Collections.Immutable;
using InvestBot.Simulation.Faults;

namespace InvestBot.Simulation.Runs;

/// <summary>What one run came to.</summary>
/// <param name="Options">How it was run.</param>
/// <param name="Violation">The first thing that must not be, in words; null when all was well.</param>
/// <param name="Rounds">Rounds that the fleet traded.</param>
/// <param name="Steps">Turns and continuations that ran.</param>
/// <param name="Commits">Commits that became durable.</param>
/// <param name="Orders">Orders that were recorded.</param>
/// <param name="Fills">Fills that were booked.</param>
/// <param name="Faults">What went wrong, in its order.</param>
/// <param name="Digest">Of everything that the run did: two runs that did the same have the same.</param>
/// <param name="Last">The last lines of what it did.</param>
public sealed record SimulationResult(
    SimulationOptions Options, string? Violation, int Rounds, long Steps, long Commits, long Orders, long Fills, ImmutableArray<Fault> Faults, string Digest, ImmutableArray<string> Last)
{
    /// <summary>How many instances were traded through how many days of 288 rounds.</summary>
    public double BotDays => Options.Bots * Rounds / (double)SimulationOptions.DayRounds;
}
