using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace InvestBot.Storage.Commits;

/// <summary>
/// The state type of every grain that keeps something: the value, and what has to become durable with it.
/// One write of it is one transaction: state, journal, outbox and rows, all or nothing.
/// </summary>
/// <remarks>
/// Use: <c>var next = state.State.Next(newValue).Record(event).Send(self, target, kind, data).Put(row);</c>
/// then <c>state.State = next; await state.WriteStateAsync();</c>. After any error of the write the grain deactivates and rereads.
/// </remarks>
public sealed class Stored<TState> : IStored
{
    /// <summary>The grain's own state; default until it was written first.</summary>
    public TState Value { get; set; } = default!;

    /// <summary>The sequence of the last outbox message sent; 0 before the first.</summary>
    public long OutboxSequence { get; set; }

    /// <summary>Per source grain the sequence of the last of its messages that was applied here.</summary>
    public ImmutableSortedDictionary<string, long> Received { get; set; } = ImmutableSortedDictionary<string, long>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Journal records to write with the state, in order. Not part of the state.</summary>
    [JsonIgnore]
    public IReadOnlyList<JournalEvent> Events { get; set; } = [];

    /// <summary>Messages to write with the state, in order. Not part of the state.</summary>
    [JsonIgnore]
    public IReadOnlyList<OutboxMessage> Outbox { get; set; } = [];

    /// <summary>Rows to write with the state; of two with one id the later counts. Not part of the state.</summary>
    [JsonIgnore]
    public IReadOnlyList<RowWrite> Rows { get; set; } = [];

    /// <summary>A copy with another value and nothing attached; this object stays as it is.</summary>
    public Stored<TState> Next(TState value) => new()
    {
        Value = value,
        OutboxSequence = OutboxSequence,
        Received = Received,
    };

    /// <summary>Attaches journal records.</summary>
    public Stored<TState> Record(params IEnumerable<JournalEvent> events)
    {
        Events = [.. Events, .. events];
        return this;
    }

    /// <summary>Attaches a message under the next sequence.</summary>
    public Stored<TState> Send(string source, string target, string kind, ReadOnlyMemory<byte> data)
    {
        OutboxSequence++;
        Outbox = [.. Outbox, new OutboxMessage(OutboxSequence, source, target, kind, data)];
        return this;
    }

    /// <summary>Attaches rows.</summary>
    public Stored<TState> Put(params IEnumerable<RowWrite> rows)
    {
        Rows = [.. Rows, .. rows];
        return this;
    }

    /// <summary>Whether a message was applied before: then it must be acknowledged again and change nothing.</summary>
    public bool HasApplied(string source, long sequence) => Received.TryGetValue(source, out long last) && sequence <= last;

    /// <summary>Notes a message as applied; commits with the state that it changed.</summary>
    public Stored<TState> Applied(string source, long sequence)
    {
        Received = Received.SetItem(source, sequence);
        return this;
    }

    /// <inheritdoc/>
    public void Committed()
    {
        Events = [];
        Outbox = [];
        Rows = [];
    }
}
