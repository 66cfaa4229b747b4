using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Paper;

/// <summary>A paper account under test, with one instrument of tick 0.01 and lot 1 on five-minute bars.</summary>
internal sealed class PaperVenue(PaperSettings settings, decimal cash = 1_000_000m)
{
    internal static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    internal static readonly Currency Usdt = new("USDT");
    internal static readonly Instrument Wif = new(InstrumentId.Parse("binance:WIF/USDT"), Usdt, 0.01m, 1m, 5m, TradingCalendar.AlwaysOpen);

    /// <summary>No costs, no latency, the whole volume.</summary>
    internal static readonly PaperSettings Free = new()
    {
        Commission = Ratio.Zero, Spread = Ratio.Zero, Slippage = Ratio.Zero, Latency = TimeSpan.Zero, VolumeShare = Ratio.One,
    };

    private int _bars;

    internal PaperAccount Account { get; private set; } = PaperAccount.Open(new AccountId("paper-a"), new Money(cash, Usdt));

    internal DateTimeOffset Now => Noon.AddMinutes(5 * _bars);

    internal List<VenueEvent> Said { get; } = [];

    internal IEnumerable<Fill> Fills => Said.OfType<VenueEvent.Filled>().Select(filled => filled.Fill);

    internal IEnumerable<string> Story => Said.Select(said => said switch
    {
        VenueEvent.Filled filled => $"{filled.Order} fills {filled.Fill.Quantity} at {filled.Fill.Price}",
        VenueEvent.Canceled canceled => $"{canceled.Order} ends: {canceled.Reason}",
        VenueEvent.Rejected rejected => $"{rejected.Order} is rejected: {rejected.Reason}",
        VenueEvent.Replaced replaced => $"{replaced.Order} moves to {replaced.Stop}",
        _ => $"{said.Order} {said.GetType().Name}",
    });

    internal decimal Held => Account.Trades.Values.Sum(holding => holding.Quantity.Value);

    internal ImmutableArray<VenueEvent> Ask(VenueRequest request)
    {
        (Account, var events) = PaperDesk.Take(Account, request, Now);
        Said.AddRange(events);
        return events;
    }

    internal ImmutableArray<VenueEvent> Enter(decimal quantity = 100m, decimal stop = 9m, decimal? target = 12m, string id = "e") =>
        Ask(new VenueRequest.SubmitBracket(BracketOf(quantity, stop, target, id)));

    internal Bracket BracketOf(decimal quantity = 100m, decimal stop = 9m, decimal? target = 12m, string id = "e") =>
        Bracket.Long(new ClientOrderId(id), Wif.Id, new Quantity(quantity), new Price(stop), target is { } at ? new Price(at) : null, "because", Now);

    /// <summary>Enters and fills at 10.</summary>
    internal PaperVenue Holding(decimal quantity = 100m, decimal stop = 9m, decimal? target = 12m)
    {
        Enter(quantity, stop, target);
        Bar(10m, 10m, 10m, 10m, 10_000_000m);
        Held.ShouldBe(quantity);
        Said.Clear();
        return this;
    }

    internal ImmutableArray<VenueEvent> Exit(decimal quantity, string id = "e-x1", string reason = "out") =>
        Ask(new VenueRequest.Submit(new OrderIntent(
            new ClientOrderId(id), new TradeId("e"), Wif.Id, Side.Sell, OrderType.Market, OrderPurpose.Exit, new Quantity(quantity), null, null, TimeInForce.GoodTillCanceled, reason, Now)));

    internal ImmutableArray<VenueEvent> Cancel(string id) => Ask(new VenueRequest.Cancel(new ClientOrderId(id)));

    internal ImmutableArray<VenueEvent> MoveStop(decimal stop) => Ask(new VenueRequest.MoveStop(new ClientOrderId("e-s"), new Price(stop), "trail"));

    internal ImmutableArray<VenueEvent> Bar(decimal open, decimal high, decimal low, decimal close, decimal volume = 10_000m)
    {
        var bar = new Bar(Now, new Price(open), new Price(high), new Price(low), new Price(close), new Quantity(volume));
        (Account, var events) = PaperMatching.OnBar(Account, Wif, in bar, Timeframe.FiveMinutes, settings);
        _bars++;
        Said.AddRange(events);
        return events;
    }

    internal ImmutableArray<VenueEvent> LastClose(decimal close)
    {
        var price = new Price(close);
        var bar = new Bar(Now.AddMinutes(-5), price, price, price, price, new Quantity(1m));
        (Account, var events) = PaperMatching.AtLastClose(Account, Wif, in bar, Timeframe.FiveMinutes, settings);
        Said.AddRange(events);
        return events;
    }
}
