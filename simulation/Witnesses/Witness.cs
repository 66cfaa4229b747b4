using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;

namespace InvestBot.Simulation.Witnesses;

/// <summary>Verifies the chain of an instance's journal from where it was verified last.</summary>
internal delegate ChainReport VerifyNew(string instance);

/// <summary>
/// Sees everything that becomes durable or reaches the venue, at the moment when it does, and checks it against books of its
/// own: nothing that it knows comes from the grains' states. The first thing that must not be ends the run.
/// </summary>
internal sealed class Witness
{
    private readonly Dictionary<string, InstanceWitness> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountId, InstanceWitness> _accounts = [];
    private readonly Dictionary<string, long> _records = new(StringComparer.Ordinal);
    private readonly Trace _trace;
    private readonly VerifyNew _verify;
    private DateTimeOffset _round;

    internal Witness(Trace trace, ReadState read, VerifyNew verify)
    {
        (_trace, _verify) = (trace, verify);
        Messages = new MessageWitness(read, Object);
    }

    /// <summary>What must not be, in words; null as long as all is well.</summary>
    internal string? Violation { get; private set; }

    internal MessageWitness Messages { get; }

    internal long Commits { get; private set; }

    internal long Orders => _instances.Values.Sum(instance => instance.OrderCount);

    internal long Fills => _instances.Values.Sum(instance => instance.FillCount);

    /// <summary>An instance that trades.</summary>
    internal void Expect(BotConfiguration configuration)
    {
        var instance = new InstanceWitness(configuration, Object);
        _instances[configuration.Id.ToString()] = instance;
        _accounts[configuration.Account] = instance;
    }

    /// <summary>A round of the market is handed out; rounds before it decide nothing any more.</summary>
    internal void Round(DateTimeOffset? close)
    {
        if (close > _round) _round = close.Value;
    }

    /// <summary>A commit is durable.</summary>
    internal void Committed(string instance, GrainCommit commit)
    {
        Commits++;
        _trace.Note($"commit {commit.Grain.Type}/{commit.Grain.Key} v{commit.ExpectedVersion + 1}, {commit.Events.Count} records, {commit.Outbox.Count} messages", commit.Data is { } data ? data.Span : default);
        foreach (var record in commit.Events) _trace.Note($"  {record.Kind} {record.Ref}", record.Data.Span);
        Messages.Committed(commit.Outbox);
        if (commit.Events.Count > 0) Journaled(instance, commit.Events.Count);
        if (_instances.GetValueOrDefault(instance) is not { } books) return;
        switch (commit.Grain.Type)
        {
            case Addresses.Exchange: books.OrdersCommitted(commit, _round); break;
            case Addresses.Portfolio: books.PortfolioCommitted(commit); break;
            case Addresses.Risk: books.RiskCommitted(commit, _round); break;
            default: break;
        }
    }

    /// <summary>The venue has a request.</summary>
    internal void Sent(AccountId account, VenueRequest request, DateTimeOffset at)
    {
        _trace.Note($"venue has {Words(request)} of {account}");
        Messages.Sent(account, request, at);
    }

    /// <summary>The venue's books changed.</summary>
    internal void VenueChanged(AccountId account, Domain.Values.Money cash, IEnumerable<VenueEvent> events)
    {
        var books = _accounts[account];
        foreach (var said in events)
        {
            _trace.Note($"venue: {said.GetType().Name} {said.Order}");
            if (said is VenueEvent.Filled filled) books.VenueFilled(filled.Fill);
        }
        books.VenueHolds(cash);
    }

    internal void Object(string what)
    {
        if (Violation is not null) return;
        Violation = what;
        _trace.Note($"VIOLATION {what}");
    }

    // The journal holds what was committed, no more and no less, and its chain reaches to its end.
    private void Journaled(string instance, int records)
    {
        var expected = _records[instance] = _records.GetValueOrDefault(instance) + records;
        var report = _verify(instance);
        if (report.Difference is { } difference) Object($"the journal of {instance}: {difference}");
        else if (report.Records != expected) Object($"the journal of {instance} has {report.Records} records; {expected} were committed");
    }

    private static string Words(VenueRequest request) => request switch
    {
        VenueRequest.SubmitBracket bracket => $"bracket {bracket.Bracket.Entry.Id}",
        VenueRequest.Submit submit => $"order {submit.Intent.Id}",
        VenueRequest.Cancel cancel => $"cancel {cancel.Order}",
        VenueRequest.MoveStop move => $"stop {move.Order} to {move.Stop}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
