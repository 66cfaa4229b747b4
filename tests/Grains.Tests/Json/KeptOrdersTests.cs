using System.Text;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Json;

namespace InvestBot.Grains.Tests.Json;

public sealed class KeptOrdersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Orders_WrittenAgain_AreTheSameText()
    {
        var state = OneLiveOneEnded();
        DomainJson.Bytes(state).ShouldBe(DomainJson.Bytes(state));
    }

    [Fact]
    public void Orders_ReadAndWritten_AreTheSameText()
    {
        var text = DomainJson.Bytes(OneLiveOneEnded());
        DomainJson.Bytes(DomainJson.Read<OrdersState>(text)).ShouldBe(text);
    }

    [Fact]
    public void Order_InAState_IsWrittenAsAlone()
    {
        var state = OneLiveOneEnded();
        var text = Encoding.UTF8.GetString(DomainJson.Bytes(state));
        foreach (var order in state.Recent.Concat(state.Live.Values)) text.ShouldContain(Encoding.UTF8.GetString(DomainJson.Bytes(order)));
    }

    [Fact]
    public void Order_Changed_IsWrittenAsItIsNow()
    {
        var state = OneLiveOneEnded();
        DomainJson.Bytes(state);
        var id = new ClientOrderId("a.1.2");
        var changed = OrderBooking.Apply(state, new OrderEvent.Moved(id, OrderStatus.Accepted, new VenueOrderId("v-2"), null, Noon));
        DomainJson.Read<OrdersState>(DomainJson.Bytes(changed)).Find(id)!.VenueId.ShouldBe(new VenueOrderId("v-2"));
    }

    [Theory]
    [InlineData("\"12a\"", "'12a' is no Price")]
    [InlineData("\"\"", "'' is no Price")]
    public void Number_ThatIsNone_IsRefusedByName(string json, string words) =>
        Should.Throw<System.Text.Json.JsonException>(() => DomainJson.Read<Price>(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(words);

    private static OrdersState OneLiveOneEnded() => OrderBooking.Apply(
        OrdersState.Empty,
        [
            new OrderEvent.Recorded(Intent("a.1.1", "ended \"early\""), OrderStatus.Submitted),
            new OrderEvent.Recorded(Intent("a.1.2", "lives"), OrderStatus.Submitted),
            new OrderEvent.Moved(new ClientOrderId("a.1.1"), OrderStatus.Rejected, null, "no cash", Noon),
        ]);

    private static OrderIntent Intent(string id, string reason) => new(
        new ClientOrderId(id), new TradeId(id), new InstrumentId("alpaca", "SPY"), Side.Buy, OrderType.Limit, OrderPurpose.Entry, new Quantity(10m), new Price(99.5m), null, TimeInForce.GoodTillCanceled, reason, Noon);
}
