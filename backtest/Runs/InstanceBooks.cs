using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Backtest.Runs;

/// <summary>What an instance's portfolio and risk remember, and what is counted of them.</summary>
internal sealed class InstanceBooks(BotConfiguration configuration, Func<InstrumentId, Price?> mark)
{
    private readonly ImmutableArray<ClosedTrade>.Builder _trades = ImmutableArray.CreateBuilder<ClosedTrade>();
    private readonly ImmutableArray<Fill>.Builder _fills = ImmutableArray.CreateBuilder<Fill>();
    private readonly ImmutableArray<EquityPoint>.Builder _equity = ImmutableArray.CreateBuilder<EquityPoint>();
    private readonly SortedDictionary<string, long> _halts = new(StringComparer.Ordinal);
    private DateTimeOffset _lastRound;
    private decimal _lastEquity;

    internal Ledger Ledger { get; private set; } = Ledger.Opened(configuration.Capital);

    internal RiskState Risk { get; private set; } = RiskState.Start(configuration.Capital);

    internal IEnumerable<KeyValuePair<string, long>> Halts => _halts;

    internal ImmutableArray<ClosedTrade> Trades => _trades.ToImmutable();

    internal ImmutableArray<Fill> Fills => _fills.ToImmutable();

    internal ImmutableArray<EquityPoint> Equity => _equity.ToImmutable();

    internal void Filled(Fill fill)
    {
        (Ledger, var closed) = Ledger.Book(fill);
        _fills.Add(fill);
        if (closed is not null) _trades.Add(closed);
        Apply(RiskRules.OnFill(Risk, fill, configuration.Risk));
    }

    internal void EntryEnded(EndedEntry entry) => Apply([new RiskEvent.Released(entry.Order.Value, entry.NothingFilled)]);

    /// <summary>The end of a round, before its entries: counters, breakers, kept places.</summary>
    internal void Round(DateTimeOffset now)
    {
        // Nothing is held or kept, the day and the cash are those of the round before: nothing can follow.
        if (Risk.Books.Open.IsEmpty && Risk.Reservations.IsEmpty && Risk.Equity == Risk.Books.Cash && Risk.Day == TradingDay.Of(now)) return;
        Apply(RiskRules.OnRound(Risk, now, configuration.Risk, mark));
    }

    internal RiskVerdict Judge(EntryProposal proposal)
    {
        var verdict = RiskRules.Judge(Risk, proposal, configuration.Risk, mark);
        Apply([RiskRules.Keep(verdict, proposal)]);
        return verdict;
    }

    internal void Confirm(RiskVerdict verdict) => Apply([new RiskEvent.Confirmed(verdict.Id.Value)]);

    /// <summary>Notes what the prices of a bar mean for an open trade.</summary>
    internal void Reached(InstrumentId instrument, in Bar bar)
    {
        if (!Ledger.Open.IsEmpty) Ledger = Ledger.Mark(instrument, bar.High, bar.Low);
    }

    /// <summary>Equity at the end of a round: kept when it changed, and at the last round of each day.</summary>
    internal void Point(DateTimeOffset now, bool last)
    {
        var equity = Ledger.Open.IsEmpty ? Ledger.Cash.Amount : Ledger.Equity(mark).Amount;
        if (_equity.Count > 0 && TradingDay.Of(_lastRound) != TradingDay.Of(now) && _equity[^1].At != _lastRound)
            _equity.Add(new EquityPoint(_lastRound, _lastEquity, _equity[^1].Cash));
        if (_equity.Count == 0 || last || equity != _lastEquity)
        {
            if (_equity.Count > 0 && _equity[^1].At == now) _equity.RemoveAt(_equity.Count - 1);
            _equity.Add(new EquityPoint(now, equity, Ledger.Cash.Amount));
        }
        (_lastRound, _lastEquity) = (now, equity);
    }

    private void Apply(ImmutableArray<RiskEvent> events)
    {
        Risk = RiskBooking.Apply(Risk, events);
        foreach (var change in events)
            if (change is RiskEvent.Halted halted) _halts[halted.Halt.Rule] = _halts.GetValueOrDefault(halted.Halt.Rule) + 1;
    }
}
