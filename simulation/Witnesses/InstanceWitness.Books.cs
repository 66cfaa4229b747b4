using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;

namespace InvestBot.Simulation.Witnesses;

/// <summary>
/// Money: the venue's fills, in their order, are the truth. The journal holds a beginning of that list, the portfolio has
/// booked a beginning of the journal; cash and every closed trade are computed again from the fills alone.
/// </summary>
internal sealed partial class InstanceWitness
{
    private readonly List<Fill> _fills = [];
    private readonly HashSet<FillId> _known = [];
    private readonly List<decimal> _cashAfter = [configuration.Capital.Amount];
    private readonly Dictionary<TradeId, decimal> _held = [];
    private readonly Dictionary<TradeId, TradeSum> _trades = [];
    private int _journaled;
    private int _booked;

    internal long FillCount => _journaled;

    /// <summary>Fills that the venue made and the journal does not have yet, and fills that the portfolio does not have yet.</summary>
    internal (int Unheard, int Unbooked) Behind => (_fills.Count - _journaled, _journaled - _booked);

    internal IReadOnlyDictionary<InstrumentId, decimal> Positions => _fills.GroupBy(fill => fill.Instrument)
        .Select(group => (group.Key, Sum: group.Sum(fill => fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value))).Where(item => item.Sum != 0m).ToDictionary(item => item.Key, item => item.Sum);

    internal void VenueFilled(Fill fill)
    {
        if (!_known.Add(fill.Id)) Violated($"the venue made fill {fill.Id} twice");
        _fills.Add(fill);
        _cashAfter.Add(_cashAfter[^1] + fill.CashFlow.Amount);
    }

    internal void VenueHolds(Money cash)
    {
        if (cash.Amount != _cashAfter[^1]) Violated($"the venue's cash is {cash}, its fills make {_cashAfter[^1]}");
    }

    private void Journaled(FillRow row)
    {
        if (_journaled >= _fills.Count || _fills[_journaled] is var fill && (fill.Id != row.Id || fill.Quantity.Value != row.Quantity || fill.Price.Value != row.Price || fill.Commission.Amount != row.Commission))
        {
            Violated($"fill {row.Id} of {row.OrderId} was journaled, where the venue made {(_journaled < _fills.Count ? _fills[_journaled].Id : "no more")}");
            return;
        }
        _journaled++;
        if (!_orders.TryGetValue(row.OrderId, out var order)) Violated($"fill {row.Id} belongs to order {row.OrderId}, which was never recorded");
        else if (order.Instrument != row.Instrument || order.TradeId != row.TradeId) Violated($"fill {row.Id} and its order {row.OrderId} are of different trades");
        var held = HeldBy(row.TradeId) + (row.Side == Side.Buy ? row.Quantity : -row.Quantity);
        if (held < 0m) Violated($"{row.TradeId} sold {-held} more than it bought");
        _held[row.TradeId] = held;
    }

    /// <summary>The portfolio grain committed.</summary>
    internal void PortfolioCommitted(GrainCommit commit)
    {
        var closed = commit.Events.Where(record => record.Kind == "trade.closed").Select(record => DomainJson.Read<TradeRow>(record.Data)).ToDictionary(row => row.Id);
        foreach (var row in commit.Rows)
        {
            if (row.Table == RowTable.Trades) Booked(row.Id, closed);
            if (row.Table == RowTable.EquitySnapshots && DomainJson.Read<EquityRow>(row.Data).Cash is var cash && cash != _cashAfter[_booked])
                Violated($"cash is {cash} after {_booked} fills, which make {_cashAfter[_booked]}");
        }
    }

    private void Booked(string trade, Dictionary<TradeId, TradeRow> closed)
    {
        if (_booked >= _journaled || _fills[_booked].Trade.Value != trade)
        {
            Violated($"the portfolio booked a fill of {trade} as its fill {_booked + 1}; the journal has {(_booked < _journaled ? _fills[_booked].Trade.Value : "none")} there");
            return;
        }
        var fill = _fills[_booked++];
        var sum = _trades.GetValueOrDefault(fill.Trade) ?? new TradeSum();
        _trades[fill.Trade] = sum;
        sum.Add(fill);
        if (sum.Held == 0m) Closed(fill.Trade, sum, closed);
    }

    private void Closed(TradeId trade, TradeSum sum, Dictionary<TradeId, TradeRow> closed)
    {
        if (!closed.TryGetValue(trade, out var row)) Violated($"{trade} is flat and was not closed");
        else if (row.RealizedPnl != sum.Profit) Violated($"{trade} closed with {row.RealizedPnl}, its fills make {sum.Profit}");
        _trades.Remove(trade);
    }

    private decimal HeldBy(TradeId trade) => _held.GetValueOrDefault(trade);

    private sealed class TradeSum
    {
        private decimal _cost;
        private decimal _proceeds;
        private decimal _fees;

        internal decimal Held { get; private set; }

        internal decimal Profit => _proceeds - _cost - _fees;

        internal void Add(Fill fill)
        {
            var value = fill.Price.Value * fill.Quantity.Value;
            if (fill.Side == Side.Buy) _cost += value;
            else _proceeds += value;
            Held += fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
            _fees += fill.Commission.Amount;
        }
    }
}
