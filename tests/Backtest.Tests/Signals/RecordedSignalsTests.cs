using InvestBot.Backtest.Tapes;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Backtest.Signals;

/// <summary>Every strategy over the recorded coins: it finds something, and what it finds is sound and seen without the bars after it.</summary>
public sealed class RecordedSignalsTests
{
    private static readonly DateTimeOffset From = Market.At("2024-05-01T00:00:00Z");
    private static readonly DateTimeOffset Cut = Market.At("2024-05-19T06:00:00Z");
    private static readonly DateTimeOffset To = Market.At("2024-06-01T00:00:00Z");

    public static TheoryData<string> Ids => [.. StrategyCatalog.All.Select(description => description.Id)];

    private static List<Signal> SignalsOf(string id, BarTape tape, DateTimeOffset to)
    {
        var desk = new TokenDesk(tape.Instrument, Timeframe.FiveMinutes, StrategyCatalog.Create(id, tape.Instrument, Timeframe.FiveMinutes, new Dictionary<string, string>()), 20);
        var bars = tape.Bars.ToArray();
        var start = Array.FindIndex(bars, bar => bar.OpenTime >= From);
        foreach (ref readonly var bar in bars.AsSpan(Math.Max(0, start - desk.HistoryBars), start - Math.Max(0, start - desk.HistoryBars))) desk.WarmUp(in bar);
        var signals = new List<Signal>();
        foreach (ref readonly var bar in bars.AsSpan(start))
            if (bar.OpenTime < to && desk.OnBar(in bar, holds: false).Signal is { } signal) signals.Add(signal);
        return signals;
    }

    private static BarTape TapeOf(string symbol) => Market.Coins.Tapes.Single(tape => tape.Instrument.Id.Symbol == symbol);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Signals_OfAMonth_OccurAndAreSound(string id)
    {
        var signals = Market.Coins.Tapes.SelectMany(tape => SignalsOf(id, tape, To)).ToList();

        signals.Count.ShouldBeGreaterThan(10);
        signals.ShouldAllBe(signal => signal.Strategy == id && signal.At > From && signal.At <= To);
        signals.ShouldAllBe(signal => signal.Confidence >= 0.5 && signal.Confidence <= 1.0);
        signals.ShouldAllBe(signal => signal.Stop < signal.Entry && (signal.Target == null || signal.Target > signal.Entry));
        signals.ShouldAllBe(signal => signal.Reasons.Length >= 3 && signal.Features.Length >= 3);
        signals.SelectMany(signal => signal.Features).ShouldAllBe(feature => double.IsFinite(feature.Value));
        signals.ShouldAllBe(signal => signal.Features.Select(feature => feature.Name).Distinct().Count() == signal.Features.Length);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Signals_OfTruncatedBars_AreThoseOfAllBars(string id)
    {
        foreach (var symbol in new[] { "SOL/USDT", "WIF/USDT" })
        {
            var tape = TapeOf(symbol);

            SignalsOf(id, tape.Truncated(Cut), To).Select(Words).ShouldBe(SignalsOf(id, tape, To).TakeWhile(signal => signal.At <= Cut).Select(Words));
        }
    }

    private static string Words(Signal signal) =>
        FormattableString.Invariant($"{signal.At:O} {signal.Confidence:R} {signal.Entry} {signal.Stop} {signal.Target} ") + string.Join(' ', signal.Reasons) + string.Join(' ', signal.Features);
}
