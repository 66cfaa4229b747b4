using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Tests.Paper;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Memory;

/// <summary>Most bars change nothing; then they cost no memory either, or a thousand instances would keep the collector busy.</summary>
public sealed class IdleBarTests
{
    private static readonly Price Ten = new(10m);
    private static readonly Bar Idle = new(PaperVenue.Noon, Ten, Ten, Ten, Ten, new Quantity(100m));
    private static readonly Func<InstrumentId, Price?> Mark = _ => Ten;

    [Fact]
    public void PaperMatching_RestingOrdersUntouched_CostsNothing()
    {
        var account = new PaperVenue(PaperVenue.Free).Holding().Account;
        Cost(() => PaperMatching.OnBar(account, PaperVenue.Wif, in Idle, Timeframe.FiveMinutes, PaperVenue.Free)).ShouldBe(0);
    }

    [Fact]
    public void ExitMachine_NothingReached_CostsNothing()
    {
        var plan = new ExitPlan(new Price(9m), null, [new ExitTier(Ratio.Percent(30), Ratio.Percent(33))], true, Ratio.Percent(20), TimeSpan.FromDays(1));
        var state = ExitState.Awaiting(new TradeId("e"), plan).After(Entry);
        Cost(() => ExitMachine.OnBar(state, in Idle, PaperVenue.Noon.AddMinutes(5), PaperVenue.Wif, null)).ShouldBe(0);
    }

    [Fact]
    public void RiskRules_NothingChanged_CostsNothing()
    {
        var settings = new RiskSettings();
        var state = RiskState.Start(new Money(10_000m, PaperVenue.Usdt));
        state = RiskBooking.Apply(state, RiskRules.OnFill(state, Entry, settings));
        state = RiskBooking.Apply(state, RiskRules.OnRound(state, PaperVenue.Noon, settings, Mark));
        Cost(() => RiskRules.OnRound(state, PaperVenue.Noon.AddMinutes(5), settings, Mark)).ShouldBe(0);
    }

    [Fact]
    public void RoundRules_NoSignals_CostsNothing()
    {
        BarReport[] reports = [.. Enumerable.Range(0, 50).Select(i => new BarReport(new InstrumentId("alpaca", $"S{i}"), Idle, 0.1, null))];
        var filters = new FilterSettings();
        Cost(() => RoundRules.Rank(reports, filters, reports[0].Instrument)).ShouldBe(0);
    }

    [Fact]
    public void Ledger_NoNewExtreme_CostsNothing()
    {
        var books = Ledger.Opened(new Money(10_000m, PaperVenue.Usdt)).Book(Entry).Books;
        Cost(() => books.Mark(PaperVenue.Wif.Id, Ten, Ten)).ShouldBe(0);
        Cost(() => books.Equity(Mark)).ShouldBe(0);
    }

    private static Fill Entry { get; } = new(
        new FillId("f"), new ClientOrderId("e"), new TradeId("e"), PaperVenue.Wif.Id, Side.Buy, OrderPurpose.Entry, new Quantity(100m), Ten, Money.Zero(PaperVenue.Usdt), Ten, PaperVenue.Noon, "because");

    /// <summary>Bytes allocated by a thousand calls, once everything is warm.</summary>
    private static long Cost<T>(Func<T> call)
    {
        for (var i = 0; i < 1000; i++) call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
