using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Commits;

namespace InvestBot.Grains.Keeping;

/// <summary>Attaches journal records, facts and rows to a commit, as JSON.</summary>
internal static class Attachments
{
    internal static Stored<T> Record<T, TData>(this Stored<T> next, string kind, string reference, DateTimeOffset at, TData data) =>
        next.Record([new JournalEvent(kind, 1, reference, at, DomainJson.Bytes(data))]);

    internal static Stored<T> Tell<T>(this Stored<T> next, string source, string target, Fact fact) =>
        next.Send(source, target, FactKinds.Of(fact), DomainJson.Bytes(fact));

    internal static Stored<T> Put<T, TData>(this Stored<T> next, RowTable table, string id, string status, DateTimeOffset at, TData data) =>
        next.Put([new RowWrite(table, id, status, at, DomainJson.Bytes(data))]);
}

/// <summary>Names of facts in the outbox, in plain text there.</summary>
internal static class FactKinds
{
    internal static string Of(Fact fact) => fact switch
    {
        Fact.EntryRecorded => "entry.recorded",
        Fact.Filled => "filled",
        Fact.EntryEnded => "entry.ended",
        Fact.Halted => "risk.halted",
        Fact.Resumed => "risk.resumed",
        Fact.Standing => "standing",
        Fact.Request => "venue.request",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
