using System.Collections.Immutable;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Facts;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Exchanges;

/// <summary>An instance's orders at one venue account. Key: <c>{instance}/{account}</c>. No turn of it awaits the venue.</summary>
[Alias("ib.exchange"), Version(1)]
public interface IExchangeGrain : IKeepsState
{
    /// <summary>Records an entry with the verdict that allowed it; it is sent once that is durable.</summary>
    [Alias("enter")]
    Task<Outcome> Enter(EntryOrder order);

    /// <summary>Closes a trade, or sells some of it.</summary>
    [Alias("exit")]
    Task<Outcome> Exit(ExitOrder order);

    /// <summary>Moves a protective stop.</summary>
    [Alias("move-stop")]
    Task<Outcome> MoveStop(TradeId trade, Price stop, string reason, DateTimeOffset at);

    /// <summary>Cancels entries that are not filled.</summary>
    [Alias("cancel-entries")]
    Task<Outcome> CancelEntries(string reason, DateTimeOffset at);

    /// <summary>Cancels everything and closes every trade.</summary>
    [Alias("flatten")]
    Task<Outcome> Flatten(string reason, DateTimeOffset at);

    /// <summary>Asks again for exits that the venue refused or that nothing works for; once a round.</summary>
    [Alias("retry-exits")]
    Task<Outcome> RetryExits(DateTimeOffset at);

    /// <summary>The venue said something. What was heard before is passed over.</summary>
    [Alias("hear")]
    Task Hear(VenueReport report);

    /// <summary>Compares with the venue's books.</summary>
    /// <returns>The differences, in words; empty when both agree.</returns>
    [Alias("reconcile")]
    Task<ImmutableArray<string>> Reconcile([Immutable] VenueSnapshot snapshot);

    /// <summary>The last of the venue's numbered events that was heard.</summary>
    [ReadOnly, Alias("heard-to")]
    Task<long> HeardTo();

    /// <summary>The last message that it has for others: a request to the venue, or a fact.</summary>
    [ReadOnly, Alias("sent-to")]
    Task<long> SentTo();

    /// <summary>Where the orders stand.</summary>
    [ReadOnly, Alias("view")]
    Task<OrdersState> View();
}

/// <summary>An entry to record.</summary>
/// <param name="Bracket">The entry and its protection.</param>
/// <param name="Plan">How the trade will be left.</param>
/// <param name="Verdict">What allowed it.</param>
/// <param name="Signal">What asked for it; <c>null</c> for a person's own entry.</param>
/// <param name="By">Who decided: <c>automatic</c> or a user's name.</param>
/// <param name="Expected">The price that it was judged at.</param>
[GenerateSerializer, Immutable, Alias("ib.exchange.entry")]
public sealed record EntryOrder(
    [property: Id(0)] Bracket Bracket,
    [property: Id(1)] ExitPlan Plan,
    [property: Id(2)] RiskVerdict Verdict,
    [property: Id(3)] Signal? Signal,
    [property: Id(4)] string By,
    [property: Id(5)] Price Expected);

/// <summary>An exit to record.</summary>
/// <param name="Trade">Which.</param>
/// <param name="Quantity">How much, or all.</param>
/// <param name="Reason">Why.</param>
/// <param name="Key">What makes a partial exit happen once, such as its tier; <c>null</c> for a full one.</param>
/// <param name="At">Market time.</param>
[GenerateSerializer, Immutable, Alias("ib.exchange.exit")]
public sealed record ExitOrder(
    [property: Id(0)] TradeId Trade,
    [property: Id(1)] Quantity? Quantity,
    [property: Id(2)] string Reason,
    [property: Id(3)] string? Key,
    [property: Id(4)] DateTimeOffset At);

/// <summary>Numbered events of a venue account.</summary>
/// <param name="Events">In the venue's order.</param>
[GenerateSerializer, Immutable, Alias("ib.exchange.report")]
public sealed record VenueReport([property: Id(0)] ImmutableArray<VenueMessage> Events);
