using FsCheck.Fluent;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Rounds;

public sealed class RoundRulesTests
{
    private static readonly InstrumentId Spy = InstrumentId.Parse("alpaca:SPY");
    private static readonly FilterSettings NoFilter = new();
    private static readonly FilterSettings Strength = new() { RelativeStrength = true };

    [Fact]
    public void Rank_NoSignals_IsEmpty()
    {
        var (candidates, filtered) = RoundRules.Rank([Report("A", 0.1, null), Report("B", 0.2, null)], NoFilter, Spy);
        candidates.ShouldBeEmpty();
        filtered.ShouldBeEmpty();
    }

    [Fact]
    public void Rank_Candidates_AreByConfidenceThenStrengthThenInstrument() =>
        Names([Report("C", 0.1, 0.5), Report("B", 0.1, 0.5), Report("D", 0.3, 0.5), Report("A", 0.0, 0.9), Report("SPY", 0.05, null)], NoFilter)
            .ShouldBe(["A", "D", "B", "C"]);

    [Fact]
    public void Rank_UnknownStrength_ComesLastAmongEqualConfidence() =>
        Names([Report("A", double.NaN, 0.5), Report("B", -0.9, 0.5), Report("SPY", 0.05, null)], NoFilter).ShouldBe(["B", "A"]);

    [Fact]
    public void Rank_NoBenchmark_FallsBackToTheInstrument() =>
        Names([Report("B", 0.9, 0.5), Report("A", 0.1, 0.5)], NoFilter).ShouldBe(["A", "B"]);

    [Theory]
    [InlineData(0.06, true)]
    [InlineData(0.05, false)]
    [InlineData(0.04, false)]
    [InlineData(double.NaN, false)]
    public void Rank_RelativeStrength_TakesOnlyWhatBeatsTheBenchmark(double change, bool passes)
    {
        var (candidates, filtered) = RoundRules.Rank([Report("A", change, 0.5), Report("SPY", 0.05, null)], Strength, Spy);
        candidates.Length.ShouldBe(passes ? 1 : 0);
        filtered.Select(f => f.Filter).ShouldBe(passes ? [] : ["relative-strength"]);
    }

    [Fact]
    public void Rank_RelativeStrengthWithoutBenchmark_TakesNothing() =>
        RoundRules.Rank([Report("A", 0.5, 0.5)], Strength, Spy).Filtered.Single().Explanation.ShouldContain("not known");

    [Fact]
    public void Rank_LevelWithTheBenchmark_SaysSoWithoutANegativeZero() =>
        RoundRules.Rank([Report("SPY", 0.05, 0.5)], Strength, Spy).Filtered.Single().Explanation.ShouldBe("SPY is 0.00 % behind the benchmark over 20 bars.");

    [Theory]
    [InlineData(0, new[] { "A", "B", "C", "D" })]
    [InlineData(2, new[] { "A", "B" })]
    [InlineData(3, new[] { "A", "B", "D" })] // the return of C is not above zero
    public void Rank_Leaders_TakesTheStrongestAboveZero(int leaders, string[] names) =>
        Names([Report("A", 0.3, 0.5), Report("B", 0.2, 0.5), Report("C", -0.1, 0.5), Report("D", 0.1, 0.5), Report("SPY", 0.9, null)], new FilterSettings { Leaders = leaders })
            .Order().ShouldBe(names);

    [Fact]
    public void Rank_Leaders_CountsThoseWithoutASignal() =>
        RoundRules.Rank([Report("A", 0.3, null), Report("B", 0.2, 0.5)], new FilterSettings { Leaders = 1 }, Spy).Filtered.Single().Filter.ShouldBe("leaders");

    [Fact]
    public void Rank_LeadersOfTheSameReturn_AreTheFirstByName() =>
        Names([Report("C", 0.2, 0.5), Report("A", 0.2, 0.5), Report("B", 0.2, 0.5)], new FilterSettings { Leaders = 2 }).ShouldBe(["A", "B"]);

    [Fact]
    public void Rank_ARefusedSignal_IsFilteredWithItsReason()
    {
        var report = Report("A", 0.3, 0.5);
        report = report with { Signal = report.Signal! with { Refused = new SignalRefusal("sentiment", "Nothing is known.") } };

        var (candidates, filtered) = RoundRules.Rank([report], NoFilter, Spy);

        candidates.ShouldBeEmpty();
        filtered.Select(f => (f.Filter, f.Explanation)).ShouldBe([("sentiment", "Nothing is known.")]);
    }

    [Theory]
    [InlineData(0.39, false)]
    [InlineData(0.4, true)]
    [InlineData(double.NaN, false)]
    public void Rank_Confidence_TakesOnlyEnough(double confidence, bool passes) =>
        RoundRules.Rank([Report("A", 0.1, confidence)], new FilterSettings { Confidence = 0.4 }, null).Candidates.Length.ShouldBe(passes ? 1 : 0);

    [Fact]
    public void Rank_AnyOrderOfArrival_IsTheSame()
    {
        var numbers = Gen.Elements(double.NaN, -0.1, 0.0, 0.05, 0.05, 0.2);
        var reports = from changes in numbers.ArrayOf(8)
                      from confidences in Gen.Elements<double?>(null, 0.2, 0.5, 0.5, 0.8).ArrayOf(8)
                      let all = changes.Select((change, place) => Report(place == 0 ? "SPY" : $"S{place}", change, confidences[place])).ToArray()
                      from shuffled in Gen.Shuffle(all)
                      select (all, shuffled);
        Seeded.ForAll(reports, x =>
        {
            foreach (var filter in new[] { NoFilter, Strength, Strength with { Confidence = 0.4 } })
            {
                var (candidates, filtered) = RoundRules.Rank(x.all, filter, Spy);
                var (again, filteredAgain) = RoundRules.Rank(x.shuffled, filter, Spy);
                again.ShouldBe(candidates);
                filteredAgain.ShouldBe(filtered);
                (candidates.Length + filtered.Length).ShouldBe(x.all.Count(report => report.Signal is not null));
            }
        });
    }

    private static IEnumerable<string> Names(IReadOnlyCollection<BarReport> reports, FilterSettings filters) =>
        RoundRules.Rank(reports, filters, Spy).Candidates.Select(candidate => candidate.Signal.Instrument.Symbol);

    private static BarReport Report(string symbol, double change, double? confidence)
    {
        var id = new InstrumentId("alpaca", symbol);
        var price = new Price(100m);
        var bar = new Bar(DateTimeOffset.UnixEpoch, price, price, price, price, new Quantity(1000m));
        var signal = confidence is { } sure
            ? new Signal(id, DateTimeOffset.UnixEpoch.AddMinutes(1), Side.Buy, sure, price, new Price(99m), null, null, "strategy.test", [], [])
            : null;
        return new BarReport(id, bar, change, signal);
    }
}
