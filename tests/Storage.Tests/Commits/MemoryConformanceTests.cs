using InvestBot.Storage.Journal;
using InvestBot.Storage.Memory;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Commits;

public sealed class MemoryConformanceTests : CommitConformance
{
    private readonly MemoryStorage _storage = new();

    protected override ICommitStore Commits => _storage;

    protected override IOutboxStore Outbox => _storage;

    protected override IRowReader Rows => _storage;

    protected override IJournalReader Journal => _storage;

    protected override OutboxAnnouncer Announcer => _storage.Announcer;

    protected override Task<string> CreateInstanceAsync() => Task.FromResult("any");

    public override ValueTask DisposeAsync()
    {
        _storage.Dispose();
        return base.DisposeAsync();
    }
}
