using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Exchanges;

/// <summary>An instance's orders at one account.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="HeardTo">The last of the venue's numbered events that was heard.</param>
public sealed record ExchangeKept(OrdersState Orders, long HeardTo);

/// <summary>Keeps the orders; sending and hearing happen outside, through the outbox and <see cref="Hear"/>.</summary>
[GrainType(Addresses.Exchange)]
public sealed class ExchangeGrain([PersistentState("orders")] IPersistentState<Stored<ExchangeKept>> store)
    : KeepingGrain<ExchangeKept>(Addresses.Exchange, store), IExchangeGrain
{
    private ExchangeKept Now => Kept ?? new ExchangeKept(OrdersState.Empty, 0);

    private OrderBookkeeping Books => new(GrainKeys.InstanceOf(this.GetPrimaryKeyString()), GrainKeys.AccountOf(this.GetPrimaryKeyString()), Address);

    /// <inheritdoc/>
    public async Task<Outcome> Enter(EntryOrder order)
    {
        var entry = order.Bracket.Entry;
        var decision = OrderRules.Decide(Now.Orders, new OrderCommand.Enter(order.Bracket), entry.DecidedAt);
        if (decision.Events.IsEmpty) return decision.Refusal is { } refusal ? Outcome.Of(refusal) : Outcome.Done;
        var next = Next(Now).Record("risk.verdict", entry.Id.Value, entry.DecidedAt, order.Verdict.Record());
        Books.Attach(next, decision.Events, entry.DecidedAt, order);
        await Commit(next);
        return Outcome.Done;
    }

    /// <inheritdoc/>
    public Task<Outcome> Exit(ExitOrder order) => Carry(new OrderCommand.Exit(order.Trade, order.Quantity, order.Reason, order.Key), order.At);

    /// <inheritdoc/>
    public Task<Outcome> MoveStop(TradeId trade, Price stop, string reason, DateTimeOffset at) => Carry(new OrderCommand.MoveStop(trade, stop, reason), at);

    /// <inheritdoc/>
    public Task<Outcome> CancelEntries(string reason, DateTimeOffset at) => Carry(new OrderCommand.CancelEntries(reason), at);

    /// <inheritdoc/>
    public Task<Outcome> Flatten(string reason, DateTimeOffset at) => Carry(new OrderCommand.Flatten(reason), at);

    /// <inheritdoc/>
    public Task<Outcome> RetryExits(DateTimeOffset at) => Carry(new OrderCommand.RetryExits(), at);

    /// <inheritdoc/>
    public async Task Hear(VenueReport report)
    {
        Stored<ExchangeKept>? next = null;
        foreach (var (number, said) in report.Events.OrderBy(numbered => numbered.Number))
        {
            if (number <= (next?.Value ?? Now).HeardTo) continue;
            next ??= Next(Now);
            Books.Attach(next, OrderRules.Decide(next.Value.Orders, new OrderCommand.Heard(said), said.At).Events, said.At, null);
            next.Value = next.Value with { HeardTo = number };
        }
        if (next is not null) await Commit(next);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> Reconcile(VenueSnapshot snapshot) =>
        Task.FromResult(snapshot.LastEvent == Now.HeardTo
            ? Reconciliation.Compare(Now.Orders, snapshot)
            : [$"The venue's books contain its event {snapshot.LastEvent}; {Now.HeardTo} was heard last."]);

    /// <inheritdoc/>
    public Task<long> HeardTo() => Task.FromResult(Now.HeardTo);

    /// <inheritdoc/>
    public Task<long> SentTo() => Task.FromResult(Sent);

    /// <inheritdoc/>
    public Task<OrdersState> View() => Task.FromResult(Now.Orders);

    private async Task<Outcome> Carry(OrderCommand command, DateTimeOffset at)
    {
        var decision = OrderRules.Decide(Now.Orders, command, at);
        if (decision.Events.IsEmpty) return decision.Refusal is { } refusal ? Outcome.Of(refusal) : Outcome.Done;
        var next = Next(Now);
        Books.Attach(next, decision.Events, at, null);
        await Commit(next);
        return Outcome.Done;
    }
}
