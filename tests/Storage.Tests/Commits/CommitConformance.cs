using InvestBot.Storage.Journal;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Commits;

/// <summary>What every storage behind the grains must do.</summary>
public abstract class CommitConformance : IAsyncLifetime
{
    protected abstract ICommitStore Commits { get; }

    protected abstract IOutboxStore Outbox { get; }

    protected abstract IRowReader Rows { get; }

    protected abstract IJournalReader Journal { get; }

    protected abstract OutboxAnnouncer Announcer { get; }

    protected string Instance { get; private set; } = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<string> CreateInstanceAsync();

    public async ValueTask InitializeAsync() => Instance = await CreateInstanceAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Read_NeverWritten_IsNull() =>
        (await Commits.ReadAsync(Instance, Samples.Grain("a"), Token)).ShouldBeNull();

    [Fact]
    public async Task Commit_ThenRead_GivesTheStateAndItsVersion()
    {
        (await Commits.CommitAsync(Instance, Samples.State("a", 0, "one"))).ShouldBe(1);
        (await Commits.CommitAsync(Instance, Samples.State("a", 1, "two"))).ShouldBe(2);

        GrainRecord record = (await Commits.ReadAsync(Instance, Samples.Grain("a"), Token)).ShouldNotBeNull();
        record.Version.ShouldBe(2);
        Samples.Text(record.Data).ShouldBe("two");
    }

    [Fact]
    public async Task Commit_OfAnOldVersion_ConflictsAndWritesNothing()
    {
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "one"));
        GrainCommit stale = Samples.State("a", 0, "stale") with
        {
            Events = [Samples.Event("r", "e")],
            Outbox = [Samples.Message(1, "m")],
            Rows = [Samples.Order("o", "new", 0)],
        };

        CommitConflictException conflict = await Should.ThrowAsync<CommitConflictException>(() => Commits.CommitAsync(Instance, stale));

        conflict.Expected.ShouldBe(0);
        conflict.Actual.ShouldBe(1);
        Samples.Text((await Commits.ReadAsync(Instance, Samples.Grain("a"), Token))!.Data).ShouldBe("one");
        (await Journal.LastSequenceAsync(Instance, Token)).ShouldBe(0);
        (await Outbox.CountAsync(Instance, Token)).ShouldBe(0);
        (await Rows.FindAsync(Instance, RowTable.Orders, "o", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Commit_OfAVersionThatIsNotThere_Conflicts() =>
        (await Should.ThrowAsync<CommitConflictException>(() => Commits.CommitAsync(Instance, Samples.State("a", 5, "x")))).Actual.ShouldBe(0);

    [Fact]
    public async Task Clear_KeepsTheVersionRising()
    {
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "one"));
        (await Commits.CommitAsync(Instance, Samples.State("a", 1, "") with { Data = null })).ShouldBe(2);

        (await Commits.ReadAsync(Instance, Samples.Grain("a"), Token)).ShouldBe(new GrainRecord(2, null));
        await Should.ThrowAsync<CommitConflictException>(() => Commits.CommitAsync(Instance, Samples.State("a", 0, "x")));
        (await Commits.CommitAsync(Instance, Samples.State("a", 2, "again"))).ShouldBe(3);
    }

    [Fact]
    public async Task Commit_WithEverything_WritesAllOfIt()
    {
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "s") with
        {
            Events = [Samples.Event("order-1", "e1"), Samples.Event("order-2", "e2")],
            Outbox = [Samples.Message(1, "m1"), Samples.Message(2, "m2")],
            Rows = [Samples.Order("o1", "new", 0), Samples.Order("o1", "filled", 0, "later"), Samples.Order("o2", "new", 1)],
        });

        IReadOnlyList<JournalRecord> records = await Journal.PageAsync(Instance, new JournalQuery(), Token);
        records.Select(record => (record.Sequence, record.Event.Ref, Samples.Text(record.Event.Data)))
            .ShouldBe([(1, "order-1", "e1"), (2, "order-2", "e2")]);
        records[0].Event.At.ShouldBe(Samples.Start);
        IReadOnlyList<OutboxMessage> pending = await Outbox.ReadPendingAsync(Instance, Token);
        pending.Select(message => (message.Sequence, message.Source, message.Target, message.Kind, Samples.Text(message.Data)))
            .ShouldBe([(1, "exchange/a", "portfolio/a", "fill", "m1"), (2, "exchange/a", "portfolio/a", "fill", "m2")]);
        StoredRow order = (await Rows.FindAsync(Instance, RowTable.Orders, "o1", Token)).ShouldNotBeNull();
        (order.Status, Samples.Text(order.Data), order.At).ShouldBe(("filled", "later", Samples.Start));
    }

    [Fact]
    public async Task ReadAll_GivesEveryStateWithItsAddress()
    {
        for (int i = 0; i < 450; i++)
            await Commits.CommitAsync(Instance, Samples.State($"alpha/binance:BONK/USDT|{i}", 0, $"{i}"));
        await Commits.CommitAsync(Instance, Samples.State($"alpha/binance:BONK/USDT|7", 1, "") with { Data = null });

        Dictionary<GrainAddress, GrainRecord> states = [];
        await foreach ((GrainAddress grain, GrainRecord record) in Commits.ReadAllAsync(Instance, Token))
            states.Add(grain, record);

        states.Count.ShouldBe(450);
        Samples.Text(states[Samples.Grain("alpha/binance:BONK/USDT|449")].Data).ShouldBe("449");
        states[Samples.Grain("alpha/binance:BONK/USDT|7")].ShouldBe(new GrainRecord(2, null));
    }

    [Fact]
    public async Task Commits_AtOnce_OneConflictLeavesItsNeighboursAlone()
    {
        await Commits.CommitAsync(Instance, Samples.State("stale", 0, "x"));
        Task<long>[] writes = [.. Enumerable.Range(0, 50).Select(i => Commits.CommitAsync(
            Instance,
            Samples.State(i == 25 ? "stale" : $"g{i}", 0, "s") with { Events = [Samples.Event($"g{i}", "e")] }))];

        await Should.ThrowAsync<CommitConflictException>(() => writes[25]);
        foreach (Task<long> write in writes.Where((_, i) => i != 25))
            (await write).ShouldBe(1);
        (await Journal.VerifyAsync(Instance, Token)).ShouldBe(new ChainReport(49, null, null));
    }

    [Fact]
    public async Task Outbox_Acknowledged_KeepsTheOthersInCommitOrder()
    {
        await Commits.CommitAsync(Instance, Samples.State("b", 0, "s") with { Outbox = [Samples.Message(1, "b1", "exchange/b")] });
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "s") with { Outbox = [Samples.Message(1, "a1"), Samples.Message(2, "a2")] });
        await Commits.CommitAsync(Instance, Samples.State("b", 1, "s") with { Outbox = [Samples.Message(2, "b2", "exchange/b")] });

        await Outbox.AcknowledgeAsync(Instance, [Samples.Message(1, "", "exchange/b"), Samples.Message(2, "")], Token);

        (await Outbox.ReadPendingAsync(Instance, Token)).Select(message => Samples.Text(message.Data)).ShouldBe(["a1", "b2"]);
        (await Outbox.CountAsync(Instance, Token)).ShouldBe(2);
    }

    [Fact]
    public async Task Commit_WithMessages_TellsTheListenerBeforeTheWriterGoesOn()
    {
        Recorder recorder = new();
        Announcer.Subscribe(recorder);

        await Commits.CommitAsync(Instance, Samples.State("a", 0, "s") with { Outbox = [Samples.Message(1, "m")] });

        recorder.Seen.Where(seen => seen.Instance == Instance).Select(seen => seen.Message.Sequence).ShouldBe([1]);
    }

    [Fact]
    public async Task Commit_ThatConflicts_TellsTheListenerThatMessagesMayHaveBeenMissed()
    {
        Recorder recorder = new();
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "one") with { Outbox = [Samples.Message(1, "m")] });
        Announcer.Subscribe(recorder);

        await Should.ThrowAsync<CommitConflictException>(() => Commits.CommitAsync(Instance, Samples.State("a", 0, "stale")));

        recorder.Missed.ShouldContain(Instance);
    }

    [Fact]
    public async Task Rows_Paged_ByStatusTimeCursorAndOffset()
    {
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "s") with
        {
            Rows = [.. Enumerable.Range(0, 20).Select(i => Samples.Order($"o{i:00}", i % 2 == 0 ? "filled" : "new", i / 2))],
        });
        RowQuery filled = new(RowTable.Orders) { Status = "filled", Limit = 4 };

        IReadOnlyList<StoredRow> first = await Rows.PageAsync(Instance, filled, Token);
        IReadOnlyList<StoredRow> second = await Rows.PageAsync(Instance, filled with { After = first[^1].Cursor }, Token);
        IReadOnlyList<StoredRow> byOffset = await Rows.PageAsync(Instance, filled with { Offset = 4 }, Token);
        IReadOnlyList<StoredRow> oldest = await Rows.PageAsync(Instance, new(RowTable.Orders) { NewestFirst = false, Limit = 3 }, Token);
        RowQuery between = new(RowTable.Orders) { From = Samples.Start.AddMinutes(2), To = Samples.Start.AddMinutes(4) };

        first.Select(row => row.Id).ShouldBe(["o18", "o16", "o14", "o12"]);
        second.Select(row => row.Id).ShouldBe(["o10", "o08", "o06", "o04"]);
        byOffset.Select(row => row.Id).ShouldBe(second.Select(row => row.Id));
        oldest.Select(row => row.Id).ShouldBe(["o00", "o01", "o02"]);
        (await Rows.PageAsync(Instance, between, Token)).Select(row => row.Id).ShouldBe(["o07", "o06", "o05", "o04"]);
        (await Rows.CountAsync(Instance, filled, Token)).ShouldBe(10);
        (await Rows.CountAsync(Instance, between, Token)).ShouldBe(4);
    }

    [Fact]
    public async Task Journal_Paged_BySequenceRefAndKind()
    {
        await Commits.CommitAsync(Instance, Samples.State("a", 0, "s") with
        {
            Events = [.. Enumerable.Range(1, 10).Select(i => Samples.Event(i % 2 == 0 ? "even" : "odd", $"{i}") with { Kind = i > 5 ? "late" : "early" })],
        });

        (await Sequences(new() { After = 3, Before = 6 })).ShouldBe([4, 5]);
        (await Sequences(new() { Ref = "even", Limit = 2 })).ShouldBe([2, 4]);
        (await Sequences(new() { Ref = "even", Kind = "late" })).ShouldBe([6, 8, 10]);
        (await Sequences(new() { NewestFirst = true, Limit = 3 })).ShouldBe([10, 9, 8]);
        (await Journal.LastSequenceAsync(Instance, Token)).ShouldBe(10);
    }

    private async Task<IEnumerable<long>> Sequences(JournalQuery query) =>
        (await Journal.PageAsync(Instance, query, Token)).Select(record => record.Sequence);

    private sealed class Recorder : IOutboxListener
    {
        private readonly List<(string Instance, OutboxMessage Message)> _seen = [];

        private readonly List<string> _missed = [];

        public IReadOnlyList<string> Missed
        {
            get
            {
                lock (_missed)
                    return [.. _missed];
            }
        }

        public void Uncertain(string instance)
        {
            lock (_missed)
                _missed.Add(instance);
        }

        public IReadOnlyList<(string Instance, OutboxMessage Message)> Seen
        {
            get
            {
                lock (_seen)
                    return [.. _seen];
            }
        }

        public void Committed(string instance, IReadOnlyList<OutboxMessage> messages)
        {
            lock (_seen)
                _seen.AddRange(messages.Select(message => (instance, message)));
        }
    }
}
