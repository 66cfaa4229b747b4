using InvestBot.Backtest.Tests;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Runs;

/// <summary>Each preset over some days of each recorded market gives the trades that it gave before. A change of these lines is a change of decisions: say in the commit why.</summary>
public sealed class GoldenWeekTests
{
    private static readonly Dictionary<string, string> Golden = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "testdata", "golden-week.txt"))
        .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    public static TheoryData<string, bool> All => new MatrixTheoryData<string, bool>(PresetCatalog.All.Select(preset => preset.Id), [true, false]);

    [Theory]
    [MemberData(nameof(All))]
    public void Trades_OfARecordedWeek_AreThoseOfTheGoldenFile(string preset, bool coins)
    {
        var market = coins ? Market.Coins : Market.Shares;

        TradeLines.Digest(Backtester.Run(market.Week(preset), TestContext.Current.CancellationToken))
            .ShouldBe(Golden.GetValueOrDefault($"{preset} on {market.Description.Recording}"));
    }
}
