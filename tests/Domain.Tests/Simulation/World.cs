using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Simulation;

/// <summary>One account's orders, its paper venue and its ledger, with everything that was ever said between them.</summary>
/// <param name="settings">Costs.</param>
/// <param name="shuffle">Not <c>null</c>: events arrive late and out of order.</param>
internal sealed class World(PaperSettings settings, Random? shuffle = null)
{
    internal static readonly Money Start = new(50_000m, new Currency("USDT"));

    internal static readonly ImmutableArray<(Instrument Instrument, decimal Price, decimal Units)> Markets =
    [
        (Market("SOL", 0.01m, 0.001m), 150m, 100m),
        (Market("BONK", 0.00000001m, 1m), 0.00002345m, 400_000_000m),
        (Market("MOON", 1e-13m, 1m), 0.0000000123m, 1_000_000_000_000m),
    ];

    private readonly List<VenueEvent> _underway = [];
    private readonly Dictionary<InstrumentId, decimal> _last = Markets.ToDictionary(market => market.Instrument.Id, market => market.Price);
    private int _entries;
    private int _minutes;

    internal OrdersState Orders { get; private set; } = OrdersState.Empty;

    internal PaperAccount Venue { get; private set; } = PaperAccount.Open(new AccountId("paper-w"), Start);

    internal Ledger Books { get; private set; } = Ledger.Opened(Start);

    internal List<Fill> VenueFills { get; } = [];

    internal List<VenueEvent> Heard { get; } = [];

    internal List<VenueRequest> Sent { get; } = [];

    internal DateTimeOffset Now => new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(_minutes);

    internal void Take(Step step)
    {
        var trades = Orders.Trades.Values.ToList();
        var trade = trades.Count == 0 ? null : trades[step.Place % trades.Count];
        switch (step.Kind)
        {
            case StepKind.Enter: Enter(Markets[step.Place % Markets.Length], step); break;
            case StepKind.ExitAll when trade is not null: Tell(new OrderCommand.Exit(trade.Trade, null, "out")); break;
            case StepKind.ExitPart when trade is not null: Tell(new OrderCommand.Exit(trade.Trade, Part(trade, step), "tier", $"tier-{step.Size % 4}")); break;
            case StepKind.MoveStop when trade is not null: Tell(new OrderCommand.MoveStop(trade.Trade, StopFor(trade, step), "trail")); break;
            case StepKind.CancelEntries: Tell(new OrderCommand.CancelEntries("paused")); break;
            case StepKind.Flatten: Tell(new OrderCommand.Flatten("emergency")); break;
            case StepKind.Retry: Tell(new OrderCommand.RetryExits()); break;
            case StepKind.Bar: Bar(step); break;
            case StepKind.RepeatRequests: foreach (var request in Sent.TakeLast(1 + (step.Size % 5)).ToList()) Ask(request); break;
            case StepKind.RepeatEvents: foreach (var said in Heard.TakeLast(1 + (step.Size % 60)).ToList()) Hear(said); break;
            default: break;
        }
        Deliver();
    }

    /// <summary>Sells everything and lets enough bars pass for it.</summary>
    internal void WindDown()
    {
        for (var i = 0; i < 30; i++)
        {
            Tell(new OrderCommand.Flatten("the end"));
            Tell(new OrderCommand.RetryExits());
            Deliver();
            Bar(new Step(StepKind.Bar, i, 500, 999_999));
            DeliverAll();
        }
    }

    internal void Deliver()
    {
        if (shuffle is null) DeliverAll();
        else
            for (var count = shuffle.Next(0, _underway.Count + 1); count > 0 && _underway.Count > 0; count--) Hear(Pick(shuffle.Next(0, Math.Min(6, _underway.Count))));
    }

    private static Instrument Market(string symbol, decimal tick, decimal lot) =>
        new(new InstrumentId("binance", symbol + "/USDT"), Start.Currency, tick, lot, 5m, TradingCalendar.AlwaysOpen);

    private void DeliverAll()
    {
        while (_underway.Count > 0) Hear(Pick(0));
    }

    private VenueEvent Pick(int at)
    {
        var said = _underway[at];
        _underway.RemoveAt(at);
        return said;
    }

    private void Enter((Instrument Instrument, decimal Price, decimal Units) market, Step step)
    {
        var last = new Price(_last[market.Instrument.Id]);
        var quantity = new Quantity(market.Units * (step.Size + 1) / 500m).OnLot(market.Instrument.LotSize);
        var stop = last.Plus(Ratio.Percent(-0.2m - (step.Draw % 40 / 10m))).OnTick(market.Instrument.TickSize, Rounding.Down);
        var target = step.Draw % 3 == 0 ? (Price?)null : last.Plus(Ratio.Percent(0.2m + (step.Draw % 70 / 10m))).OnTick(market.Instrument.TickSize, Rounding.Up);
        var id = new ClientOrderId(string.Create(CultureInfo.InvariantCulture, $"w.1.{_entries++:0000}"));
        Tell(new OrderCommand.Enter(Bracket.Long(id, market.Instrument.Id, quantity, stop, target, "because", Now)));
    }

    private static Quantity Part(TradeOrders trade, Step step) =>
        new Quantity(Math.Max(0m, trade.Held) * (1 + (step.Size % 9)) / 10m).OnLot(Markets.Single(market => market.Instrument.Id == trade.Instrument).Instrument.LotSize) is { IsZero: false } part ? part : new Quantity(1m);

    private Price StopFor(TradeOrders trade, Step step)
    {
        var market = Markets.Single(market => market.Instrument.Id == trade.Instrument);
        return new Price(_last[trade.Instrument]).Plus(Ratio.Percent(-(step.Size % 30) / 10m)).OnTick(market.Instrument.TickSize, Rounding.Down);
    }

    private void Bar(Step step)
    {
        foreach (var (instrument, _, units) in Markets)
        {
            var random = new Random(step.Draw + instrument.Id.Symbol.Length);
            decimal Move(int most) => 1m + (random.Next(-most, most + 1) / 1000m);
            Price On(decimal price) => new(Math.Max(instrument.TickSize, Rounding.Nearest.ToStep(price, instrument.TickSize)));
            var open = On(_last[instrument.Id] * Move(15));
            var close = On(open.Value * Move(20));
            var high = On(Price.Max(open, close).Value * (1m + (random.Next(0, 20) / 1000m)));
            var low = On(Price.Min(open, close).Value * (1m - (random.Next(0, 20) / 1000m)));
            var bar = new Bar(Now, open, Price.Max(high, Price.Max(open, close)), Price.Min(low, Price.Min(open, close)), close, new Quantity(Rounding.Down.ToStep(units * step.Size / 50m, instrument.LotSize)));
            _last[instrument.Id] = close.Value;
            (Venue, var events) = PaperMatching.OnBar(Venue, instrument, in bar, Timeframe.FiveMinutes, settings);
            Said(events);
        }
        _minutes += 5;
    }

    private void Tell(OrderCommand command)
    {
        var events = OrderRules.Decide(Orders, command, Now).Events;
        foreach (var change in events) Apply(change);
        foreach (var request in VenueRequests.From(events))
        {
            Sent.Add(request);
            Ask(request);
        }
    }

    // Every change of every order keeps to the table.
    private void Apply(OrderEvent change)
    {
        var before = Orders;
        Orders = OrderBooking.Apply(Orders, change);
        ClientOrderId? changed = change switch
        {
            OrderEvent.Moved moved => moved.Order,
            OrderEvent.StopAsked asked => asked.Order,
            OrderEvent.StopMoved moved => moved.Order,
            OrderEvent.Filled filled => filled.Fill.Order,
            _ => null,
        };
        if (changed is { } id && before.Find(id) is { } order && Orders.Find(id) is { } now && now.Status != order.Status)
            OrderTransitions.Allows(order.Status, now.Status).ShouldBeTrue($"{id}: {order.Status} to {now.Status} by {change}");
    }

    private void Ask(VenueRequest request)
    {
        (Venue, var events) = PaperDesk.Take(Venue, request, Now);
        Said(events);
    }

    private void Said(ImmutableArray<VenueEvent> events)
    {
        _underway.AddRange(events);
        VenueFills.AddRange(events.OfType<VenueEvent.Filled>().Select(filled => filled.Fill));
    }

    private void Hear(VenueEvent said)
    {
        var before = Orders;
        Tell(new OrderCommand.Heard(said));
        Heard.Add(said);
        if (said is VenueEvent.Filled filled && !ReferenceEquals(before, Orders)) Books = Books.Book(filled.Fill).Books;
    }
}
