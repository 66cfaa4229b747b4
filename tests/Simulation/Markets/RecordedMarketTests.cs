using InvestBot.Feeds.Recordings;
using InvestBot.Simulation.Runs;

namespace InvestBot.Simulation.Tests.Markets;

public sealed class RecordedMarketTests
{
    private static readonly RecordedBars Shares = new("data/equities-2013", RecordingFolder.Open(Path.Combine(Root(), "data", "equities-2013")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_OverRecordedBars_TradesAndViolatesNothing(int seed)
    {
        var result = SimulationRun.Run(new SimulationOptions((ulong)seed, Bots: 2, Market: Shares));

        result.Violation.ShouldBeNull();
        result.Rounds.ShouldBeInRange(SimulationOptions.DayRounds / 2, SimulationOptions.DayRounds);
        result.Commits.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Command_OfARunOverRecordedBars_NamesThem() =>
        Shrinker.Command(SimulationRun.Run(new SimulationOptions(1, Bots: 1, FirstBot: 2, Only: [], Market: Shares)))
            .ShouldBe("investbot simulate --seed 1 --days 1 --bots 1 --first-bot 2 --data data/equities-2013 --faults none");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InvestBot.Orleans.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
        return folder.FullName;
    }
}
