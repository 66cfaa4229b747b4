using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Journal;

/// <summary>One grain's part of a group: all but the journal is encrypted before it queues, on its own thread.</summary>
internal sealed class SealedCommit
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SealedCommit(GrainCommit commit, DataKeyRing keys)
    {
        Commit = commit;
        Grain = keys.Blind(commit.Grain.Text);
        Name = commit.ExpectedVersion == 0
            ? keys.Seal(System.Text.Encoding.UTF8.GetBytes(commit.Grain.Text), Associated.With("grain_name", Grain, 0))
            : [];
        Data = commit.Data is { } data ? keys.Seal(data.Span, Associated.With("grain_state", Grain, NewVersion)) : null;
        Messages = [.. commit.Outbox.Select(message => OutboxRow.Seal(message, keys))];
        Rows = [.. commit.Rows.Select(row => keys.Seal(row.Data.Span, RowAssociation.Of(row)))];
    }

    internal GrainCommit Commit { get; }

    internal byte[] Grain { get; }

    internal byte[] Name { get; }

    internal byte[]? Data { get; }

    internal IReadOnlyList<OutboxRow> Messages { get; }

    internal IReadOnlyList<byte[]> Rows { get; }

    internal long NewVersion => Commit.ExpectedVersion + 1;

    internal Task<long> Done => _done.Task;

    internal void Succeed() => _done.TrySetResult(NewVersion);

    internal void Fail(Exception exception) => _done.TrySetException(exception);
}
