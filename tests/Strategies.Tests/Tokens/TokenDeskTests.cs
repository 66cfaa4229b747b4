using InvestBot.Domain.Markets;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Tokens;

public sealed class TokenDeskTests
{
    public static TheoryData<string, int> Walks => new MatrixTheoryData<string, int>(StrategyCatalog.All.Select(description => description.Id), [3, 7, 20]);

    private static List<string> Run(TokenDesk desk, IEnumerable<Bar> bars, Func<int, bool> holds) =>
        [.. bars.Select((bar, i) => Said.Of(desk.OnBar(in bar, holds(i))))];

    [Theory]
    [MemberData(nameof(Walks))]
    public void Signals_OfAWalk_OccurAndAreSound(string strategy, int seed)
    {
        var desk = Series.Desk(strategy);
        var signals = Series.Walk(seed, 4000).Select(bar => desk.OnBar(in bar, holds: false).Signal).OfType<Domain.Signals.Signal>().ToList();

        signals.ShouldNotBeEmpty();
        signals.ShouldAllBe(signal => signal.Confidence >= 0.5 && signal.Confidence <= 1.0);
        signals.ShouldAllBe(signal => signal.Stop < signal.Entry && (signal.Target == null || signal.Target > signal.Entry));
        signals.SelectMany(signal => signal.Features).ShouldAllBe(feature => double.IsFinite(feature.Value));
        signals.ShouldAllBe(signal => signal.Reasons.Length >= 3);
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void Look_WithoutKnowingWhatIsHeld_SaysWhatOnBarSaysEitherWay(string strategy, int seed)
    {
        var (flat, holding, both) = (Series.Desk(strategy), Series.Desk(strategy), Series.Desk(strategy));
        foreach (var bar in Series.Walk(seed, 1500))
        {
            var values = BarEstimates.Of(in bar);
            var view = both.Look(in bar, in values);
            Said.Of(view with { Exit = null }).ShouldBe(Said.Of(flat.OnBar(in bar, holds: false)));
            Said.Of(view with { Signal = null }).ShouldBe(Said.Of(holding.OnBar(in bar, holds: true)));
        }
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void Views_OfTruncatedBars_AreThoseOfAllBars(string strategy, int seed)
    {
        var bars = Series.Walk(seed, 1500);
        var all = Run(Series.Desk(strategy), bars, i => i % 7 == 0);

        foreach (var cut in new[] { 100, 777, 1499 })
            Run(Series.Desk(strategy), bars.Take(cut), i => i % 7 == 0).ShouldBe(all.Take(cut));
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void Views_AfterRebuildingFromHistory_AreTheSame(string strategy, int seed)
    {
        var bars = Series.Walk(seed, 1500);
        var all = Run(Series.Desk(strategy), bars, i => i >= 900 && i % 3 == 0);
        var rebuilt = Series.Desk(strategy);
        foreach (var bar in bars.Take(900)) rebuilt.WarmUp(in bar);

        Run(rebuilt, bars.Skip(900), i => (i + 900) % 3 == 0).ShouldBe(all.Skip(900));
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void OnBar_WhenNothingHappens_AllocatesNothing(string strategy, int seed) =>
        Allocations.Of(() => Series.Desk(strategy), Series.Walk(seed, 2000)).ShouldBe(0);

    [Fact]
    public void Return_BeforeTheWindowIsFull_IsNotANumber()
    {
        var desk = Series.Desk("strategy.momentum");
        var returns = Series.Around(100m, 0m, 20).To(110m).Bars.Select(bar => desk.OnBar(in bar, holds: false).Return).ToList();

        returns.Take(20).ShouldAllBe(value => double.IsNaN(value));
        returns[20].ShouldBe(0.1, 1e-12);
    }

    [Fact]
    public void HistoryBars_OfAnyStrategy_CoverTheWarmUpThreeTimes()
    {
        var desk = Series.Desk("strategy.volatility-breakout", ("width-bars", "500"));

        desk.HistoryBars.ShouldBe(3 * desk.WarmUpBars);
        Series.Desk("strategy.mean-reversion").HistoryBars.ShouldBe(300);
    }
}
