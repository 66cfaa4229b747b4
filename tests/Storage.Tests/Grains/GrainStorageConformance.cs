using System.Text.Json;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Storage.Grains;

/// <summary>What grains may rely on, whichever store is behind their storage.</summary>
public abstract class GrainStorageConformance : IAsyncLifetime
{
    private static readonly GrainId Portfolio = GrainId.Create("portfolio", "alpha");

    protected abstract ICommitStore Commits { get; }

    protected abstract IJournalReader Journal { get; }

    private string Instance { get; set; } = "";

    private GrainStorage Storage => new(Commits, _ => Instance, new StateSchemas(JsonSerializerOptions.Default));

    protected abstract Task<string> CreateInstanceAsync();

    public async ValueTask InitializeAsync() => Instance = await CreateInstanceAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Read_NeverWritten_GivesAnEmptyState()
    {
        GrainState<Stored<Wallet>> state = await ReadAsync();

        (state.RecordExists, state.ETag).ShouldBe((false, null));
        state.State.ShouldNotBeNull().OutboxSequence.ShouldBe(0);
    }

    [Fact]
    public async Task Write_CommitsWhatIsAttachedOnce()
    {
        GrainState<Stored<Wallet>> state = await ReadAsync();
        state.State = state.State!.Next(new Wallet(5m, "USD")).Record(Samples.Event("r", "e")).Send("portfolio/alpha", "bot/alpha", "equity", Samples.Bytes("m"));

        await Storage.WriteStateAsync("state", Portfolio, state);
        await Storage.WriteStateAsync("state", Portfolio, state);

        GrainState<Stored<Wallet>> read = await ReadAsync();
        (read.State!.Value, read.State.OutboxSequence, read.ETag, read.RecordExists).ShouldBe((new Wallet(5m, "USD"), 1, "2", true));
        (await Journal.LastSequenceAsync(Instance, TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Write_OfAnOldVersion_IsInconsistentAndKeepsWhatIsAttached()
    {
        GrainState<Stored<Wallet>> mine = await ReadAsync();
        GrainState<Stored<Wallet>> theirs = await ReadAsync();
        await Storage.WriteStateAsync("state", Portfolio, theirs);
        mine.State!.Record(Samples.Event("r", "e"));

        InconsistentStateException conflict = await Should.ThrowAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", Portfolio, mine));

        (conflict.StoredEtag, conflict.CurrentEtag).ShouldBe(("1", "0"));
        mine.State.Events.Count.ShouldBe(1);
        mine.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Clear_ThenWrite_GoesOn()
    {
        GrainState<Stored<Wallet>> state = await ReadAsync();
        await Storage.WriteStateAsync("state", Portfolio, state);
        await Storage.ClearStateAsync("state", Portfolio, state);
        (state.RecordExists, state.State!.Value).ShouldBe((false, null));

        GrainState<Stored<Wallet>> read = await ReadAsync();
        (read.RecordExists, read.ETag).ShouldBe((false, "2"));
        read.State = new Stored<Wallet> { Value = new Wallet(1m, "USD") };
        await Storage.WriteStateAsync("state", Portfolio, read);

        (await ReadAsync()).State!.Value.Cash.ShouldBe(1m);
    }

    [Fact]
    public async Task States_OfOneGrain_AreKeptApart()
    {
        GrainState<Wallet> plain = new(new Wallet(7m, "EUR"));
        await Storage.WriteStateAsync("other", Portfolio, plain);
        GrainState<Wallet> read = new();
        await Storage.ReadStateAsync("other", Portfolio, read);

        read.State.ShouldBe(new Wallet(7m, "EUR"));
        (await ReadAsync()).RecordExists.ShouldBeFalse();
    }

    private async Task<GrainState<Stored<Wallet>>> ReadAsync()
    {
        GrainState<Stored<Wallet>> state = new();
        await Storage.ReadStateAsync("state", Portfolio, state);
        return state;
    }

    protected sealed record Wallet(decimal Cash, string Currency);
}
