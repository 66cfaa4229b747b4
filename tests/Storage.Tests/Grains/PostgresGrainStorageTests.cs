using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;

namespace InvestBot.Storage.Grains;

public sealed class PostgresGrainStorageTests(FleetFixture fleet) : GrainStorageConformance
{
    protected override ICommitStore Commits => fleet.Storage.Commits;

    protected override IJournalReader Journal => fleet.Storage.Journal;

    protected override Task<string> CreateInstanceAsync() => fleet.CreateInstanceAsync();
}
