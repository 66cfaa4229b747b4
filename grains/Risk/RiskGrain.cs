using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Risk;

/// <summary>What an instance's risk judgement keeps.</summary>
/// <param name="Settings">The limits.</param>
/// <param name="State">Books, counters, breakers.</param>
/// <param name="Marks">Last prices.</param>
public sealed record RiskKept(RiskSettings Settings, RiskState State, Marks Marks);

/// <summary>
/// Judges entries. A place that a judgement keeps becomes durable with the order that uses it (the exchange's commit) and
/// comes back from there as a fact; until then it lives in memory, so that one commit lies between signal and send.
/// </summary>
[GrainType(Addresses.Risk)]
public sealed class RiskGrain([PersistentState("risk")] IPersistentState<Stored<RiskKept>> store)
    : KeepingGrain<RiskKept>(Addresses.Risk, store), IRiskGrain
{
    private RiskState? _judged;

    private RiskKept Now => Kept ?? throw new InvalidOperationException($"Risk of '{this.GetPrimaryKeyString()}' has no limits yet: its bot configures it when it is made.");

    private RiskState State => _judged ?? Now.State;

    /// <inheritdoc/>
    public async Task Configure(BotConfiguration configuration)
    {
        if (Kept is { } kept && kept.Settings == configuration.Risk) return;
        var state = Kept?.State ?? RiskState.Start(configuration.Capital);
        await Keep(Next(new RiskKept(configuration.Risk, state, Kept?.Marks ?? NoMarks)));
    }

    /// <inheritdoc/>
    public Task<RiskVerdict> Judge(EntryProposal proposal, Marks marks, OrdersState recorded)
    {
        var state = RiskBooking.Apply(State, RecordedEntries.Unheard(State, recorded, marks.Of));
        var verdict = RiskRules.Judge(state, proposal, Now.Settings, marks.Of);
        _judged = RiskBooking.Apply(state, RiskRules.Keep(verdict, proposal));
        return Task.FromResult(verdict);
    }

    /// <inheritdoc/>
    public async Task<Halt?> BeginRound(DateTimeOffset round, Marks marks)
    {
        var events = RiskRules.OnRound(State, round, Now.Settings, marks.Of);
        if (events.IsEmpty) return State.Halt;
        var next = Next(Now with { State = RiskBooking.Apply(State, events), Marks = marks });
        Attach(next, events, round);
        await Keep(next);
        return Now.State.Halt;
    }

    /// <inheritdoc/>
    public Task BeginRun() => Kept is null ? Task.CompletedTask : Keep(Next(Now with { State = RiskBooking.Apply(State, new RiskEvent.RunBegan()) }));

    /// <inheritdoc/>
    public async Task<Outcome> Reset(string by)
    {
        var decision = RiskRules.Reset(State, by);
        if (decision.Events.IsEmpty) return Outcome.Done;
        var next = Next(Now with { State = RiskBooking.Apply(State, decision.Events) });
        Attach(next, decision.Events, Now.State.Halt?.Since ?? default);
        await Keep(next);
        return Outcome.Done;
    }

    /// <inheritdoc/>
    public async Task Receive(FactBatch batch)
    {
        var state = State;
        var changed = await Apply(batch, (next, fact) =>
        {
            var events = Meaning(state, fact);
            state = RiskBooking.Apply(state, events);
            next.Value = next.Value with { State = state };
            Attach(next, events, (fact as Fact.Filled)?.Fill.At ?? default);
        });
        if (changed) _judged = null;
    }

    /// <inheritdoc/>
    public Task<RiskView> View() => Task.FromResult(new RiskView(State, Now.Settings, RiskRules.See(State, Now.Marks.Of)));

    private static Marks NoMarks => new(ImmutableSortedDictionary<Domain.Markets.InstrumentId, Domain.Values.Price>.Empty);

    private ImmutableArray<RiskEvent> Meaning(RiskState state, Fact fact) => fact switch
    {
        Fact.EntryRecorded recorded => Recorded(state, recorded),
        Fact.Filled filled => RiskRules.OnFill(state, filled.Fill, Now.Settings),
        Fact.EntryEnded ended => [new RiskEvent.Released(ended.Order.Value, ended.Unfilled)],
        _ => [],
    };

    // After a crash between the order's commit and this one, the place is not known here any more: it is taken again.
    private static ImmutableArray<RiskEvent> Recorded(RiskState state, Fact.EntryRecorded recorded)
    {
        var entry = recorded.Entry;
        return state.Reservations.ContainsKey(entry.Id.Value) || state.Books.Open.ContainsKey(entry.Id.Value)
            ? [new RiskEvent.Confirmed(entry.Id.Value)]
            : [new RiskEvent.Taken(entry.Id.Value, entry.Instrument, entry.Quantity, new(entry.Quantity.Value * recorded.Expected.Value, state.Books.Cash.Currency), entry.DecidedAt)];
    }

    private void Attach(Stored<RiskKept> next, ImmutableArray<RiskEvent> events, DateTimeOffset at)
    {
        var bot = Addresses.ToBot(GrainKeys.InstanceOf(this.GetPrimaryKeyString()));
        foreach (var change in events)
        {
            if (change is RiskEvent.Halted { Halt: var halt })
                next.Record("risk.halted", halt.Rule, halt.Since, new BreakerRecord(halt.Rule, halt.Explanation, Words.Resumption(halt.Resumes), null, halt.Since)).Tell(Address, bot, new Fact.Halted(halt));
            if (change is RiskEvent.Resumed resumed)
                next.Record("risk.resumed", resumed.Rule, at, new BreakerRecord(resumed.Rule, $"Entries resume: {resumed.By}.", null, resumed.By, at)).Tell(Address, bot, new Fact.Resumed(resumed.Rule, resumed.By));
        }
    }

    private async Task Keep(Stored<RiskKept> next)
    {
        await Commit(next);
        _judged = null;
    }

    private static class Words
    {
        internal static string Resumption(ResumeRule rule) => rule == ResumeRule.NextTradingDay ? "the next trading day" : "a person resets it";
    }
}
