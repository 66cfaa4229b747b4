using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.GrainInterfaces.Facts;

/// <summary>What grains tell those above them, through the outbox.</summary>
public abstract record Fact
{
    private Fact() { }

    /// <summary>An entry is recorded and will be sent: to risk and token.</summary>
    public sealed record EntryRecorded(OrderIntent Entry, ExitPlan Plan, Price Expected) : Fact;

    /// <summary>An execution was booked: to portfolio, risk, token and account.</summary>
    public sealed record Filled(InstanceId Instance, Fill Fill) : Fact;

    /// <summary>An entry came to its end: to risk and token.</summary>
    public sealed record EntryEnded(ClientOrderId Order, TradeId Trade, OrderStatus Status, bool Unfilled) : Fact;

    /// <summary>A breaker opened: to the bot.</summary>
    public sealed record Halted(Halt Halt) : Fact;

    /// <summary>A breaker closed: to the bot.</summary>
    public sealed record Resumed(string Rule, string By) : Fact;

    /// <summary>A trade was opened or closed, and what the instance is worth since: to the fleet.</summary>
    public sealed record Standing(InstanceId Instance, Money Equity, Money DayStart, int OpenPositions, ClosedTrade? Closed, DateTimeOffset At) : Fact;

    /// <summary>The venue is to be asked something: to the sender.</summary>
    public sealed record Request(VenueRequest Asked, DateTimeOffset At) : Fact;
}
