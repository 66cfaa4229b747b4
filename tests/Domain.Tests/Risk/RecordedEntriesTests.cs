using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Risk;

/// <summary>Entries that are recorded while risk has lost its memory of them.</summary>
public sealed class RecordedEntriesTests
{
    private readonly RiskDesk _desk = new();

    private static OrdersState Recorded { get; } = OrderBooking.Apply(
        OrdersState.Empty,
        OrderRules.Decide(OrdersState.Empty, new OrderCommand.Enter(Bracket.Long(new ClientOrderId("a.1.1"), new InstrumentId("alpaca", "SPY"), new Quantity(10m), new Price(99m), null, "because", RiskDesk.Noon)), RiskDesk.Noon).Events);

    [Fact]
    public void Unheard_WorkingEntry_TakesItsPlace()
    {
        _desk.Marks[new InstrumentId("alpaca", "SPY")] = new Price(100m);

        _desk.Apply(RecordedEntries.Unheard(_desk.State, Recorded, _desk.Mark));

        var seen = RiskRules.See(_desk.State, _desk.Mark);
        (seen.FreeCash.Amount, seen.OpenPositions, seen.TradesToday).ShouldBe((9_000m, 1, 1));
        _desk.State.Reservations["a.1.1"].Confirmed.ShouldBeTrue();
    }

    [Fact]
    public void Unheard_FilledEntry_TakesThePlaceOfWhatIsHeld()
    {
        var fill = new Fill(new FillId("f1"), new ClientOrderId("a.1.1"), new TradeId("a.1.1"), new InstrumentId("alpaca", "SPY"), Side.Buy, OrderPurpose.Entry, new Quantity(10m), new Price(100m), Money.Zero(Currency.Usd), new Price(100m), RiskDesk.Noon, "because");
        var filled = OrderBooking.Apply(Recorded, OrderRules.Decide(Recorded, new OrderCommand.Heard(new VenueEvent.Filled(fill.Order, fill, fill.At)), fill.At).Events);

        var taken = RecordedEntries.Unheard(_desk.State, filled, _desk.Mark).ShouldHaveSingleItem().ShouldBeOfType<RiskEvent.Taken>();

        (taken.Id, taken.Quantity.Value, taken.Round).ShouldBe(("a.1.1", 10m, RiskDesk.Noon));
    }

    [Fact]
    public void Unheard_KnownEntry_ChangesNothing()
    {
        _desk.Keep(_desk.Proposal());
        RecordedEntries.Unheard(_desk.State, Recorded, _desk.Mark).ShouldBeEmpty();
    }

    [Fact]
    public void Unheard_BookedTrade_ChangesNothing()
    {
        _desk.Fill("a.1.1", Side.Buy, 10m, 100m);
        RecordedEntries.Unheard(_desk.State, Recorded, _desk.Mark).ShouldBeEmpty();
    }
}
