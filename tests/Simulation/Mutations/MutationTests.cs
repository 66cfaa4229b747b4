using System.Collections.Concurrent;
using System.Reflection;
using InvestBot.Simulation.Processes;
using InvestBot.Simulation.Runs;

namespace InvestBot.Simulation.Tests.Mutations;

/// <summary>The simulation finds what it is there to find: each planted mistake within a few seeds, which find nothing without it.</summary>
public sealed class MutationTests
{
    private const int MostSeeds = 12;
    private const int MostShorterRuns = 25;

    private static readonly ConcurrentDictionary<string, SimulationResult?> Found = [];

    public static TheoryData<string, string> Mistakes => new()
    {
        { nameof(Mutation.SendsBeforeCommit), "never committed" },
        { nameof(Mutation.BooksEveryFill), "was journaled" },
        { nameof(Mutation.ForgetsBreaker), "breaker" },
        { nameof(Mutation.ForgetsDayCount), "are allowed" },
        { nameof(Mutation.AcknowledgesUndelivered), "left the outbox" },
        { nameof(Mutation.SendsAgainUnderANewId), "never committed" },
        { nameof(Mutation.TakesSilenceForAnAnswer), "left the outbox" },
        { nameof(Mutation.WritesLostCommitsAgain), "came twice" },
        { nameof(Mutation.IgnoresVersions), "came twice" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_Planted_IsFound(string mistake, string words)
    {
        var found = Find(mistake);

        found.ShouldNotBeNull($"none of {MostSeeds} seeds shows it");
        found.Violation!.ShouldContain(words);
    }

    [Theory, Trait("Run", "Full")]
    [MemberData(nameof(Mistakes))]
    public void Mistake_Found_IsShownByAShorterRunThatRepeats(string mistake, string words)
    {
        var found = Find(mistake).ShouldNotBeNull(words);

        var shortest = Shrinker.Shrink(found, MostShorterRuns);

        TestContext.Current.TestOutputHelper?.WriteLine($"{found.Faults.Length} faults and {found.Steps} steps: {Shrinker.Command(found)}\n{shortest.Faults.Length} faults and {shortest.Steps} steps: {Shrinker.Command(shortest)}\n{shortest.Violation}");
        shortest.Violation.ShouldNotBeNull();
        (shortest.Options.Bots + shortest.Faults.Length).ShouldBeLessThan(found.Options.Bots + found.Faults.Length);
        SimulationRun.Run(shortest.Options with { Only = [.. shortest.Faults] }).Digest.ShouldBe(shortest.Digest);
    }

    private static SimulationResult? Find(string mistake) => Found.GetOrAdd(mistake, name =>
    {
        var seams = (Seams)typeof(Mutation).GetProperty(name, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        return Enumerable.Range(1, MostSeeds)
            .Select(seed => SimulationRun.Run(new SimulationOptions((ulong)seed, Bots: 2, Seams: seams)))
            .FirstOrDefault(result => result.Violation is not null);
    });
}
