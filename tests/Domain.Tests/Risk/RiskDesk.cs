using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Risk;

/// <summary>An instance's risk under test, with 10,000 dollars and prices that the test sets.</summary>
internal sealed class RiskDesk(RiskSettings? settings = null, decimal capital = 10_000m)
{
    internal static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing limits but what the test names.</summary>
    internal static readonly RiskSettings Loose = new()
    {
        PositionSize = Ratio.Percent(10), TradesPerDay = 1000, OpenPositions = 100, Exposure = Ratio.One, FreeCash = Ratio.Zero, VolumeShare = Ratio.One,
        DailyLoss = Ratio.Percent(50), Drawdown = Ratio.Percent(50), ConsecutiveLosses = 100, CooldownAfterLoss = TimeSpan.Zero,
    };

    private int _fills;

    internal RiskSettings Settings { get; set; } = settings ?? Loose;

    internal RiskState State { get; private set; } = RiskState.Start(new Money(capital, Currency.Usd));

    internal Dictionary<InstrumentId, Price> Marks { get; } = [];

    internal DateTimeOffset Now { get; set; } = Noon;

    internal static Instrument Stock(string symbol, decimal lot = 1m, decimal least = 1m, decimal tick = 0.01m, string quote = "USD") =>
        new(new InstrumentId("alpaca", symbol), new Currency(quote), tick, lot, least, TradingCalendar.AlwaysOpen);

    internal EntryProposal Proposal(
        string id = "a.1.1", string symbol = "SPY", decimal entry = 100m, decimal stop = 99m, decimal? target = 103m, decimal volume = 1_000_000m, decimal costs = 0m, decimal? wanted = null, Instrument? instrument = null) =>
        new(
            new ClientOrderId(id), instrument ?? Stock(symbol), new Price(entry), new Price(stop), target is { } aim ? new Price(aim) : null, new Quantity(volume), new Ratio(costs),
            wanted is { } quantity ? new Quantity(quantity) : null, Now);

    internal RiskVerdict Judge(EntryProposal proposal) => RiskRules.Judge(State, proposal, Settings, Mark);

    /// <summary>Judges and keeps the place.</summary>
    internal RiskVerdict Keep(EntryProposal proposal)
    {
        var verdict = Judge(proposal);
        Apply([RiskRules.Keep(verdict, proposal)]);
        return verdict;
    }

    internal ImmutableArray<RiskEvent> Round()
    {
        var events = RiskRules.OnRound(State, Now, Settings, Mark);
        Apply(events);
        return events;
    }

    internal ImmutableArray<RiskEvent> Fill(string trade, Side side, decimal quantity, decimal price, string symbol = "SPY", decimal commission = 0m)
    {
        var entry = side == Side.Buy;
        var order = entry ? trade : trade + "-x1";
        var fill = new Fill(
            new FillId(string.Create(CultureInfo.InvariantCulture, $"f{_fills++}")), new ClientOrderId(order), new TradeId(trade), new InstrumentId("alpaca", symbol), side, entry ? OrderPurpose.Entry : OrderPurpose.Exit,
            new Quantity(quantity), new Price(price), new Money(commission, Currency.Usd), new Price(price), Now, "because");
        var events = RiskRules.OnFill(State, fill, Settings);
        Apply(events);
        return events;
    }

    /// <summary>A whole trade of ten units, entered at 100.</summary>
    internal ImmutableArray<RiskEvent> Trade(string id, decimal exit, string symbol = "SPY", decimal quantity = 10m)
    {
        Fill(id, Side.Buy, quantity, 100m, symbol);
        return Fill(id, Side.Sell, quantity, exit, symbol);
    }

    internal void Apply(ImmutableArray<RiskEvent> events) => State = RiskBooking.Apply(State, events);

    internal ImmutableArray<RiskEvent> Reset()
    {
        var decision = RiskRules.Reset(State, "anna");
        Apply(decision.Events);
        return decision.Events;
    }

    internal Price? Mark(InstrumentId id) => Marks.TryGetValue(id, out var price) ? price : null;
}
