using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Calendars;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Patterns;
using InvestBot.Strategies.Tests;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Filters;

public sealed class FilteredStrategyTests
{
    private static readonly IReadOnlyList<Bar> Bars = Series.Walk(7, 6000);

    private static TokenDesk Desk(string strategy, FilterSettings filters) => new(
        Series.Coin, Timeframe.FiveMinutes,
        new FilteredStrategy(StrategyCatalog.Create(strategy, Series.Coin, Timeframe.FiveMinutes, StrategyCatalog.NoParameters), Series.Coin, Timeframe.FiveMinutes, filters), 20);

    private static ImmutableArray<Signal> Signals(FilterSettings filters, string strategy = "strategy.momentum")
    {
        var desk = Desk(strategy, filters);
        return [.. Bars.Select(bar => desk.OnBar(in bar, holds: false).Signal).OfType<Signal>()];
    }

    private static void ShouldDivide(ImmutableArray<Signal> signals, string filter, Func<Signal, bool> passes)
    {
        signals.Where(signal => signal.Refused is null).ShouldNotBeEmpty();
        signals.Where(signal => signal.Refused is not null).ShouldNotBeEmpty();
        signals.ShouldAllBe(signal => passes(signal) == (signal.Refused == null));
        signals.Where(signal => signal.Refused is not null).ShouldAllBe(signal => signal.Refused!.Filter == filter && signal.Refused.Explanation.EndsWith('.'));
    }

    [Fact]
    public void Signals_WithoutFilters_AreThoseOfTheStrategy()
    {
        var plain = Series.Desk("strategy.momentum");
        var expected = Bars.Select(bar => plain.OnBar(in bar, holds: false).Signal).OfType<Signal>().Select(signal => (signal.At, signal.Stop, signal.Refused));

        Signals(new FilterSettings()).Select(signal => (signal.At, signal.Stop, signal.Refused)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(8, 16)]
    [InlineData(20, 4)] // past midnight
    public void Signals_OutsideTheHours_AreRefused(int from, int to) => ShouldDivide(
        Signals(new FilterSettings { EntriesFrom = TimeSpan.FromHours(from), EntriesTo = TimeSpan.FromHours(to) }), "session",
        signal => from < to ? signal.At.Hour >= from && signal.At.Hour < to : signal.At.Hour >= from || signal.At.Hour < to);

    [Fact]
    public void Signals_OutsideTheHoursOfNewYork_AreRefused() => ShouldDivide(
        Signals(new FilterSettings { EntriesFrom = TimeSpan.FromHours(10), EntriesTo = TimeSpan.FromHours(15), HoursIn = HoursZone.NewYork }), "session",
        signal => NewYorkTime.Of(signal.At).Hour is >= 10 and < 15);

    [Fact]
    public void Signals_NearTheClose_AreRefusedWhereNothingStaysOverNight()
    {
        var share = Series.Coin with { Calendar = TradingCalendar.Nyse };
        var strategy = new FilteredStrategy(StrategyCatalog.Create("strategy.momentum", share, Timeframe.FiveMinutes, StrategyCatalog.NoParameters), share, Timeframe.FiveMinutes, new FilterSettings(), TimeSpan.FromHours(3));
        var desk = new TokenDesk(share, Timeframe.FiveMinutes, strategy, 20);

        ShouldDivide([.. Bars.Select(bar => desk.OnBar(in bar, holds: false).Signal).OfType<Signal>()], "close", signal => !NyseCalendar.IsNearClose(signal.At, TimeSpan.FromHours(3)));
    }

    [Fact]
    public void Signals_InABlackout_AreRefused()
    {
        var blackout = new Blackout(Bars[1500].OpenTime, Bars[4000].OpenTime, "interest rates");
        var signals = Signals(new FilterSettings { Blackouts = [blackout] });

        ShouldDivide(signals, "blackout", signal => signal.At < blackout.From || signal.At >= blackout.To);
        signals.First(signal => signal.Refused is not null).Refused!.Explanation.ShouldContain("interest rates");
    }

    [Fact]
    public void Signals_InOtherRegimes_AreRefused()
    {
        var signals = Signals(new FilterSettings { Regimes = [Regime.TrendUp] }, "strategy.sma-breakout");

        signals.Where(signal => signal.Refused is null).ShouldNotBeEmpty();
        signals.Where(signal => signal.Refused is not null).ShouldNotBeEmpty();
        signals.Where(signal => signal.Refused is not null).ShouldAllBe(signal => !signal.Refused!.Explanation.Contains("regime is trend-up"));
    }

    [Fact]
    public void Signals_WithLittleTurnover_AreRefused()
    {
        var turnovers = Bars.Select(bar => bar.Volume.Estimate * (bar.High.Estimate + bar.Low.Estimate + bar.Close.Estimate) / 3).ToList();
        var byTime = Bars.Select((bar, i) => (At: bar.CloseTime(Timeframe.FiveMinutes), Mean: i < 19 ? double.NaN : turnovers.Skip(i - 19).Take(20).Average())).ToDictionary(item => item.At, item => item.Mean);
        var all = Signals(new FilterSettings()).Select(signal => byTime[signal.At]).Order().ToList();
        var middle = (decimal)all[all.Count / 2];

        ShouldDivide(Signals(new FilterSettings { LeastTurnover = middle - 1m }), "turnover", signal => byTime[signal.At] >= (double)(middle - 1m));
    }

    [Fact]
    public void Signals_WithAWideSpread_AreRefused()
    {
        Signals(new FilterSettings { MostSpread = Ratio.Percent(100) }).ShouldAllBe(signal => signal.Refused == null);
        Signals(new FilterSettings { MostSpread = new Ratio(0.0000001m) }).ShouldContain(signal => signal.Refused!.Filter == "spread");
    }

    [Fact]
    public void Signals_WithoutAConfirmation_AreRefused()
    {
        var wishes = Signals(new FilterSettings(), "strategy.sma-breakout").Select(signal => signal.At).ToHashSet();

        ShouldDivide(
            Signals(new FilterSettings { ConfirmedBy = "strategy.sma-breakout", ConfirmedWithin = 3 }), "confirmation",
            signal => Enumerable.Range(0, 3).Any(back => wishes.Contains(signal.At.AddMinutes(-5 * back))));
    }

    [Fact]
    public void Signals_WithTheSafetyGate_NeedFacts()
    {
        Signals(new FilterSettings { Safety = new SafetyLimits() }).ShouldAllBe(signal => signal.Refused!.Filter == "safety");

        var desk = Desk("strategy.momentum", new FilterSettings { Safety = new SafetyLimits { Fresh = TimeSpan.FromDays(60) } });
        desk.Read(new SafetyFacts(Bars[0].OpenTime, 90_000m, Ratio.Percent(10), 9_000, TimeSpan.FromDays(90), false, false, Ratio.Percent(100), "chain"));
        Bars.Select(bar => desk.OnBar(in bar, holds: false).Signal).OfType<Signal>().ShouldAllBe(signal => signal.Refused == null);
    }

    [Fact]
    public void Signals_WithAllFilters_AllocateNothingOnOtherBars()
    {
        var filters = new FilterSettings { Regimes = [Regime.TrendUp], LeastTurnover = 1m, MostSpread = Ratio.Percent(1), EntriesFrom = TimeSpan.FromHours(1), Safety = new SafetyLimits() };
        Allocations.Of(() => Desk("strategy.mean-reversion", filters), Bars).ShouldBe(0);
    }

    [Fact]
    public void Features_OfSignals_NameThePatternsThatAreThere()
    {
        var signals = Signals(new FilterSettings(), "strategy.sma-breakout");
        var patterns = signals.SelectMany(signal => signal.Features).Where(feature => feature.Name.StartsWith("pattern-", StringComparison.Ordinal)).ToList();

        patterns.ShouldNotBeEmpty();
        patterns.ShouldAllBe(feature => feature.Value == 1 && PatternCatalog.Names.Contains(feature.Name));
    }
}
