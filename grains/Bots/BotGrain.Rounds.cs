using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Bots;

/// <summary>Rounds: reports come in, signals are filtered and ranked once all are there, and entered as far as risk agrees.</summary>
public sealed partial class BotGrain
{
    private DateTimeOffset? _round;
    private Dictionary<InstrumentId, BarReport> _reports = [];

    /// <inheritdoc/>
    public Task Report(TokenReport report)
    {
        if (report.Round <= Now.LastRound || report.Round < _round) return Task.CompletedTask;
        if (report.Round != _round) (_round, _reports) = (report.Round, []);
        _reports[report.Report.Instrument] = report.Report;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task CloseRound(DateTimeOffset round, bool fresh)
    {
        if (round <= Now.LastRound) return;
        BarReport[] reports = _round == round ? [.. _reports.Values] : [];
        var marks = new Marks(Now.Marks.Prices.SetItems(reports.Select(report => KeyValuePair.Create(report.Instrument, report.Bar.Close))));
        var halt = await Risk.BeginRound(round, marks);
        var expired = Expired();
        var next = Next(Now with { LastRound = round, Marks = marks, Halt = halt, Approvals = Now.Approvals.RemoveRange(expired.Select(approval => approval.Id)) });
        foreach (var approval in expired) next.Record("approval.decided", approval.Id, round, RecordOf(approval, "expired", "time", round));

        var (candidates, filtered) = RoundRules.Rank(Learn(next, reports, round), Now.Configuration.Filters, Now.Configuration.Benchmark);
        foreach (var refused in filtered)
            Show(next, refused.Signal, round, "filtered", refused.Explanation, double.NaN);
        foreach (var candidate in candidates)
            await Consider(next, candidate, round, fresh);
        var bars = reports.Select(report => new InstrumentBar(report.Instrument, report.Bar)).OrderBy(bar => bar.Instrument).ToImmutableArray();
        var figures = await Portfolio.Mark(round, bars);
        if (figures.OpenPositions > 0)
        {
            if (next.Value.Status == BotStatus.EmergencyStopped) await Exchange.Flatten("emergency stop", round);
            await Exchange.RetryExits(round);
        }
        await Commit(next);
        if (_audience.Count == 0) return;
        var tick = TickOf(figures, bars);
        await _audience.Notify(observer => observer.Tick(tick));
    }

    private IReadOnlyCollection<BarReport> Learn(Stored<BotKept> next, BarReport[] reports, DateTimeOffset round)
    {
        var kept = next.Value;
        if (!kept.Configuration.Learning.Enabled || (kept.Learning.Open.IsEmpty && !reports.Any(report => (report.Signal ?? report.Unasked) is not null))) return reports;
        var learned = Learner.Take(kept.Learning, reports, kept.Configuration, round);
        next.Value = kept with { Learning = learned.State };
        foreach (var made in learned.Made) next.Record("prediction", Decision(made.Instrument, made.At).Value, round, made);
        foreach (var outcome in learned.Outcomes) next.Record("prediction.outcome", Decision(outcome.Prediction.Instrument, outcome.Prediction.At).Value, round, outcome);
        return learned.Reports;
    }

    private async Task Consider(Stored<BotKept> next, Candidate candidate, DateTimeOffset round, bool fresh)
    {
        var kept = next.Value;
        var (signal, strength) = (candidate.Signal, candidate.Strength);
        if (kept.Closed is { } closed) Show(next, signal, round, "shown", $"Not entered: {closed}.", strength);
        else if (!fresh) Show(next, signal, round, "late", "Not entered: the round came late.", strength);
        else if (kept.Mode == BotMode.Manual) Show(next, signal, round, "shown", "Manual mode: people place orders.", strength);
        else if (kept.Mode == BotMode.SemiAutomatic) Propose(next, candidate, round);
        else
        {
            var plan = PlannedEntry.For(candidate, kept.Configuration, instruments.Find(kept.Configuration.Recording, signal.Instrument), kept.Epoch, round);
            var verdict = await Enter(next, plan, "automatic");
            Show(next, signal, round, verdict.Kind == VerdictKind.Rejected ? "rejected" : "entered", Words(verdict), strength);
        }
    }

    /// <summary>Asks risk, and records the entry with the exchange when it agrees; a rejection is recorded here.</summary>
    private async Task<RiskVerdict> Enter(Stored<BotKept> next, PlannedEntry plan, string by)
    {
        var verdict = await Risk.Judge(plan.Proposal, next.Value.Marks, await Exchange.View());
        if (verdict.Kind == VerdictKind.Rejected) next.Record("risk.verdict", plan.Id.Value, plan.Proposal.Round, verdict.Record());
        else await Exchange.Enter(new EntryOrder(plan.Bracket(verdict.Quantity), plan.Plan, verdict, plan.Signal, by, plan.Proposal.Entry));
        return verdict;
    }

    private void Show(Stored<BotKept> next, Domain.Signals.Signal signal, DateTimeOffset round, string outcome, string explanation, double strength)
    {
        var id = Decision(signal.Instrument, round);
        next.Record("signal", id.Value, round, signal.Record(id, outcome, explanation, strength));
    }

    // What records refer to: in plain text in the journal, and so never an instrument's name.
    private ClientOrderId Decision(InstrumentId instrument, DateTimeOffset round) =>
        ClientOrderIds.Entry(Instance, Now.Epoch, round, Math.Max(0, Now.Configuration.Universe.IndexOf(instrument)));

    private static string Words(RiskVerdict verdict) => verdict.Kind switch
    {
        VerdictKind.Approved => $"Entered: {verdict.Quantity} units.",
        VerdictKind.Reduced => $"Entered, reduced to {verdict.Quantity} units. {string.Join(' ', verdict.Findings.Select(finding => finding.Explanation))}",
        _ => $"Rejected by risk. {string.Join(' ', verdict.Findings.Select(finding => finding.Explanation))}",
    };

    private async Task<PortfolioFigures> FiguresOf() => (await Portfolio.View()).Figures;

    private InstanceTick TickOf(PortfolioFigures figures, ImmutableArray<InstrumentBar> bars) => new(
        Instance, Now.LastRound, Now.Status, Now.Halt is not null, figures.Equity, figures.Cash, figures.Realized, figures.Unrealized, figures.OpenPositions, bars);
}
