using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;

namespace InvestBot.Simulation.Witnesses;

/// <summary>One instance as its durable records tell of it: orders here, money and limits in the other parts.</summary>
internal sealed partial class InstanceWitness(BotConfiguration configuration, Action<string> violated)
{
    private readonly Dictionary<ClientOrderId, OrderRow> _orders = [];
    private readonly Dictionary<ClientOrderId, OrderRow> _live = [];

    internal long OrderCount => _orders.Count;

    /// <summary>The exchange grain committed: orders, verdicts and fills.</summary>
    internal void OrdersCommitted(GrainCommit commit, DateTimeOffset round)
    {
        Dictionary<string, VerdictRecord> verdicts = [];
        foreach (var record in commit.Events)
        {
            switch (record.Kind)
            {
                case "risk.verdict": verdicts[record.Ref] = DomainJson.Read<VerdictRecord>(record.Data); break;
                case "fill": Journaled(DomainJson.Read<FillRow>(record.Data)); break;
                case "order": Moved(DomainJson.Read<OrderRow>(record.Data), verdicts, commit, round); break;
                default: break;
            }
        }
        CheckLive();
    }

    private void Moved(OrderRow order, Dictionary<string, VerdictRecord> verdicts, GrainCommit commit, DateTimeOffset round)
    {
        if (_orders.TryGetValue(order.Id, out var before))
        {
            if (before.Quantity != order.Quantity || before.Purpose != order.Purpose || before.TradeId != order.TradeId || before.Instrument != order.Instrument)
                Violated($"order {order.Id} became another order");
            if (before.Status.IsFinal() && order.Status != before.Status) Violated($"order {order.Id} was {before.Status} and is {order.Status}");
            if (order.Filled < before.Filled) Violated($"order {order.Id} had {before.Filled} filled and has {order.Filled}");
        }
        else if (order.Purpose == OrderPurpose.Entry)
        {
            if (verdicts.TryGetValue(order.Id.Value, out var verdict)) Entered(order, verdict, commit, round);
            else Violated($"entry {order.Id} was recorded without a verdict");
        }
        _orders[order.Id] = order;
        if (order.Status.IsLive()) _live[order.Id] = order;
        else if (_live.Remove(order.Id) || before is null) Ended(order);
    }

    // One entry, one stop, one target of a trade at a time; exits never sell more than is held, but for those that are being ended.
    private void CheckLive()
    {
        foreach (var trade in _live.Values.GroupBy(order => order.TradeId))
        {
            foreach (var purpose in trade.Where(order => order.Purpose != OrderPurpose.Exit).GroupBy(order => order.Purpose))
                if (purpose.Count() > 1) Violated($"{string.Join(" and ", purpose.Select(order => order.Id))} are live for one intent");
            var selling = trade.Where(order => order is { Purpose: OrderPurpose.Exit, Status: not OrderStatus.PendingCancel }).Sum(order => order.Quantity - order.Filled);
            if (selling > 0m && selling > HeldBy(trade.Key)) Violated($"exits of {trade.Key} sell {selling} of {HeldBy(trade.Key)} that are held");
        }
    }

    private void Violated(string what) => violated($"{configuration.Id}: {what}");
}
