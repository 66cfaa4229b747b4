using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Silo.Verification;

namespace InvestBot.Cli.Verification;

/// <summary>The comparison that chaos runs are judged by must find what it is there to find.</summary>
public sealed class VenueComparisonTests
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId Wif = InstrumentId.Parse("binance:WIF/USDT");
    private static readonly ClientOrderId Entry = new("one.0.a");
    private static readonly Dictionary<ClientOrderId, OrderRow> Known = new() { [Entry] = Row(OrderStatus.Filled) };
    private static readonly VenueEvent[] Said = [new VenueEvent.Accepted(Entry, new VenueOrderId("v"), Noon), Filled("f1", 10m)];
    private static readonly Dictionary<FillId, int> Journaled = new() { [new FillId("f1")] = 1 };

    [Fact]
    public void Books_ThatAgree_LoseAndDoubleNothing() => Found(Journaled, Known, Said).ShouldBe((0, 0));

    [Fact]
    public void Fill_OnlyAtTheVenue_IsLost() => Found([], Known, Said).ShouldBe((1, 0));

    [Fact]
    public void Order_ThatTheVenueNeverAnswered_IsLost() => Found([], Known, []).ShouldBe((1, 0));

    [Fact]
    public void Order_OnlyAtTheVenue_IsLost() => Found(Journaled, [], Said).ShouldBe((1, 0));

    [Fact]
    public void Order_DeniedBeforeItWasSent_IsNotMissedAtTheVenue() =>
        Found([], new() { [Entry] = Row(OrderStatus.Denied) }, []).ShouldBe((0, 0));

    [Fact]
    public void Fill_TwiceInTheJournal_IsDoubled() => Found(new() { [new FillId("f1")] = 2 }, Known, Said).ShouldBe((0, 1));

    [Fact]
    public void Fill_ThatTheVenueNeverMade_IsDoubled() =>
        Found(new() { [new FillId("f1")] = 1, [new FillId("f2")] = 1 }, Known, Said).ShouldBe((0, 1));

    [Fact]
    public void Order_FilledBeyondItsQuantity_IsDoubled() =>
        Found(new() { [new FillId("f1")] = 1, [new FillId("f2")] = 1 }, Known, [.. Said, Filled("f2", 10m)]).ShouldBe((0, 1));

    [Fact]
    public void Fill_SaidTwice_IsOne() => Found(Journaled, Known, [.. Said, .. Said]).ShouldBe((0, 0));

    [Fact]
    public void Order_TakenAgainAfterItsEnd_IsDoubled() =>
        Found(Journaled, Known, [.. Said, new VenueEvent.Canceled(Entry, "asked", Noon), Said[0]]).ShouldBe((0, 1));

    [Fact]
    public void Order_SentAgainWhileItWorks_IsNotDoubled() => Found(Journaled, Known, [Said[0], .. Said]).ShouldBe((0, 0));

    private static (long Lost, long Doubled) Found(Dictionary<FillId, int> journaled, Dictionary<ClientOrderId, OrderRow> orders, VenueEvent[] said)
    {
        var found = VenueComparison.Of(journaled, orders, said);
        found.Differences.Length.ShouldBe((int)(found.Lost + found.Doubled));
        return (found.Lost, found.Doubled);
    }

    private static OrderRow Row(OrderStatus status) => new(
        Entry, new TradeId("one.0.a"), Wif, Wif.Symbol, Side.Buy, OrderType.Market, OrderPurpose.Entry, 10m, 10m, null, null, null, status, "signal", null, Noon, Noon);

    private static VenueEvent.Filled Filled(string id, decimal quantity) => new(
        Entry,
        new Fill(
            new FillId(id), Entry, new TradeId("one.0.a"), Wif, Side.Buy, OrderPurpose.Entry, new Quantity(quantity), new Price(2m),
            new Money(0m, Currency.Usd), new Price(2m), Noon, "signal"),
        Noon);
}
