using InvestBot.Storage.Journal;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Commits;

public sealed class PostgresConformanceTests(FleetFixture fleet) : CommitConformance
{
    protected override ICommitStore Commits => fleet.Storage.Commits;

    protected override IOutboxStore Outbox => fleet.Storage.Outbox;

    protected override IRowReader Rows => fleet.Storage.Rows;

    protected override IJournalReader Journal => fleet.Storage.Journal;

    protected override OutboxAnnouncer Announcer => fleet.Storage.Announcer;

    protected override Task<string> CreateInstanceAsync() => fleet.CreateInstanceAsync();
}
