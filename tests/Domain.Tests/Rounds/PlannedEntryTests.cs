using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Tests.Bots;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Rounds;

public sealed class PlannedEntryTests
{
    private static readonly DateTimeOffset Round = new(2013, 10, 7, 14, 0, 0, TimeSpan.Zero);
    private static readonly Instrument Spy = new(Sample.Spy, Currency.Usd, 0.01m, 1m, 1m, TradingCalendar.Nyse);

    private static readonly Candidate Candidate = new(
        new Signal(Sample.Spy, Round, Side.Buy, 0.7, new Price(100m), new Price(99m), new Price(102m), TimeSpan.FromMinutes(30), "strategy.test", ["It is low.", "It turns."], []),
        new Bar(Round.AddMinutes(-1), new Price(100m), new Price(100m), new Price(100m), new Price(100m), new Quantity(5000m)),
        0.1);

    [Fact]
    public void For_Candidate_AsksRiskForWhatWillBeSent()
    {
        var planned = PlannedEntry.For(Candidate, Sample.Bot, Spy, 2, Round);
        (planned.Proposal.Entry, planned.Proposal.Stop, planned.Proposal.Target, planned.Proposal.BarVolume).ShouldBe((new Price(100m), new Price(99m), new Price(102m), new Quantity(5000m)));
        planned.Proposal.CostRate.ShouldBe(Sample.Bot.Paper.RoundTrip);
        planned.Id.Value.ShouldStartWith("alpha.2.");
        planned.Id.Value.ShouldEndWith("01");
        planned.Awaiting.Trade.ShouldBe(planned.Trade);
    }

    [Fact]
    public void Bracket_Quantity_HasThePlansLevels()
    {
        var planned = PlannedEntry.For(Candidate, Sample.Bot with { Exits = new ExitSettings { NoTarget = true } }, Spy, 2, Round);
        var bracket = planned.Bracket(new Quantity(7m));
        bracket.Orders.Select(order => (order.Purpose, order.Quantity.Value)).ShouldBe([(OrderPurpose.Entry, 7m), (OrderPurpose.ProtectiveStop, 7m)]);
        (bracket.Stop.Stop, bracket.Entry.Reason, bracket.Entry.DecidedAt).ShouldBe((new Price(99m), "It is low. It turns.", Round));
    }

    [Fact]
    public void For_InstrumentOutsideTheUniverse_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PlannedEntry.For(Candidate, Sample.Bot with { Universe = [Sample.Aig] }, Spy, 2, Round));
}
