using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Memory;

namespace InvestBot.Storage.Grains;

public sealed class MemoryGrainStorageTests : GrainStorageConformance
{
    private readonly MemoryStorage _storage = new();

    protected override ICommitStore Commits => _storage;

    protected override IJournalReader Journal => _storage;

    protected override Task<string> CreateInstanceAsync() => Task.FromResult("any");

    public override ValueTask DisposeAsync()
    {
        _storage.Dispose();
        return base.DisposeAsync();
    }
}
