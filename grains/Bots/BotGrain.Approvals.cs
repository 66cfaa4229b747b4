using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;

namespace InvestBot.Grains.Bots;

/// <summary>What people decide: approvals, entries and exits of their own. Risk judges their entries as any other.</summary>
public sealed partial class BotGrain
{
    /// <inheritdoc/>
    public async Task<Outcome> Decide(string approval, bool approve, string by)
    {
        if (!Now.Approvals.TryGetValue(approval, out var waiting)) return new Outcome("no-such-approval", $"No proposal '{approval}' waits; it was decided, or it has expired.");
        var next = Next(Now with { Approvals = Now.Approvals.Remove(approval) });
        if (waiting.Expires <= time.GetUtcNow())
        {
            await Commit(next.Record("approval.decided", approval, MarketTime, RecordOf(waiting, "expired", "time", MarketTime)));
            return new Outcome("expired", $"The proposal '{approval}' has expired.");
        }
        var outcome = approve ? await EnterApproved(next, waiting, by) : Outcome.Done;
        if (outcome.Ok || outcome.Code == "risk-rejected")
            await Commit(next.Record("approval.decided", approval, MarketTime, RecordOf(waiting, approve ? "approved" : "rejected", by, MarketTime)));
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<Outcome> Place(ManualEntry entry, string by)
    {
        var configuration = Now.Configuration;
        if (!configuration.Universe.Contains(entry.Instrument))
            return new Outcome("not-in-universe", $"{entry.Instrument} is not in the universe of '{Instance}': {string.Join(", ", configuration.Universe.Select(id => id.Symbol))}.");
        var id = ClientOrderIds.Manual(Instance, Now.Epoch, entry.Key);
        // A retry has the first answer, whatever has changed since.
        if ((await Exchange.View()).Find(id) is not null) return Outcome.Done;
        if (Closing() is { } closed) return closed;
        if (Now.Marks.Of(entry.Instrument) is not { } last) return new Outcome("no-price", $"There is no price of {entry.Instrument.Symbol} yet; wait for its next bar.");
        var stop = entry.Stop ?? last.Plus(-(configuration.Exits.Stop ?? Ratio.Percent(1)));
        if (stop >= last) return new Outcome("stop-above-price", $"The stop {stop} must be below the last price {last}.");
        if (entry.Target is { } target && target <= last) return new Outcome("target-below-price", $"The target {target} must be above the last price {last}.");
        var instrument = instruments.Find(configuration.Recording, entry.Instrument);
        var signal = new Signal(entry.Instrument, MarketTime, Side.Buy, 1.0, last, stop, entry.Target, null, "manual", [$"Placed by {by}."], []);
        var settings = configuration.Exits with { Stop = null, Target = null, NoTarget = entry.Target is null, RewardMultiple = null, Roi = entry.Target is null ? configuration.Exits.Roi : [] };
        var plan = ExitPlan.For(signal, settings, instrument);
        var proposal = new EntryProposal(id, instrument, last, plan.Stop, plan.Target, new Quantity(1e18m), configuration.Paper.RoundTrip, entry.Quantity, MarketTime);
        var next = Next(Now);
        var verdict = await Enter(next, new PlannedEntry(signal, plan, proposal), by);
        next.Record("signal", id.Value, MarketTime, signal.Record(id, verdict.Kind == VerdictKind.Rejected ? "rejected" : "entered", Words(verdict), double.NaN));
        await Commit(next);
        return Answer(verdict);
    }

    /// <inheritdoc/>
    public async Task<Outcome> ClosePosition(string trade, string by)
    {
        if (!(await Exchange.View()).Trades.ContainsKey(trade)) return new Outcome("no-such-position", $"No position '{trade}' is open.");
        return await Exchange.Exit(new ExitOrder(new TradeId(trade), null, $"closed by {by}", null, MarketTime));
    }

    private void Propose(Stored<BotKept> next, Candidate candidate, DateTimeOffset round)
    {
        var kept = next.Value;
        var id = ClientOrderIds.Entry(Instance, kept.Epoch, round, kept.Configuration.Universe.IndexOf(candidate.Signal.Instrument));
        var approval = new Approval(id.Value, candidate.Signal, candidate.Bar.Volume, round, time.GetUtcNow() + kept.Configuration.ApprovalExpiry);
        // A newer proposal for an instrument takes the place of the one that still waits.
        var older = kept.Approvals.Values.Where(waiting => waiting.Signal.Instrument == candidate.Signal.Instrument && waiting.Id != approval.Id).ToList();
        foreach (var superseded in older) next.Record("approval.decided", superseded.Id, round, RecordOf(superseded, "superseded", "a newer proposal", round));
        next.Value = kept with { Approvals = kept.Approvals.RemoveRange(older.Select(waiting => waiting.Id)).SetItem(approval.Id, approval) };
        next.Record("approval.requested", approval.Id, round, RecordOf(approval, null, null, round));
        next.Record("signal", id.Value, round, candidate.Signal.Record(id, "proposed", $"Waits for approval for {kept.Configuration.ApprovalExpiry.TotalSeconds:0} s.", candidate.Strength));
    }

    private async Task<Outcome> EnterApproved(Stored<BotKept> next, Approval approval, string by)
    {
        if (Closing() is { } closed) return closed;
        var signal = approval.Signal;
        var last = Now.Marks.Of(signal.Instrument) ?? signal.Entry;
        var instrument = instruments.Find(Now.Configuration.Recording, signal.Instrument);
        var plan = ExitPlan.For(signal, Now.Configuration.Exits, instrument);
        if (last <= plan.Stop || (plan.Target is { } target && last >= target))
            return new Outcome("market-moved", $"The market moved to {last}, past the stop {plan.Stop} or the target {plan.Target?.ToString() ?? "(none)"} of the proposal.");
        var proposal = new EntryProposal(
            new ClientOrderId(approval.Id), instrument, last, plan.Stop, plan.Target, approval.BarVolume, Now.Configuration.Paper.RoundTrip, null, MarketTime)
        { Confidence = Ratio.FromEstimate(signal.Confidence) };
        return Answer(await Enter(next, new PlannedEntry(signal, plan, proposal), by));
    }

    private Outcome? Closing() => Now.Closed is { } closed ? new Outcome("entries-closed", $"Nothing can be entered: {closed}.") : null;

    private static Outcome Answer(RiskVerdict verdict) => verdict.Kind == VerdictKind.Rejected
        ? new Outcome("risk-rejected", Words(verdict))
        : Outcome.Done;

    private Approval[] Expired()
    {
        if (Now.Approvals.IsEmpty) return [];
        var now = time.GetUtcNow();
        return [.. Now.Approvals.Values.Where(approval => approval.Expires <= now)];
    }

    private static ApprovalRecord RecordOf(Approval approval, string? decision, string? by, DateTimeOffset at) => new(
        approval.Id, approval.Signal.Instrument, approval.Signal.Instrument.Symbol, approval.Signal.Entry.Value, approval.Signal.Stop.Value, approval.Signal.Target?.Value,
        approval.Signal.Confidence, approval.Signal.Reasons, decision, by, at);
}
