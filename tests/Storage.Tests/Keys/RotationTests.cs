using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Keys;

/// <summary>Keys are changed while instances commit. The process ends after each step in turn; the next one opens with the file and goes on.</summary>
public sealed class RotationTests(FleetFixture fleet) : IClassFixture<FleetFixture>, IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), PostgresFixture.UniqueName("key"));
    private readonly BackupFolder _folder = BackupSamples.NewFolder();
    private readonly FleetStorageOptions _options = fleet.NewOptions();
    private readonly string _one = PostgresFixture.UniqueName("r").Replace('_', '-');
    private readonly string _two = PostgresFixture.UniqueName("r").Replace('_', '-');
    private readonly Dictionary<string, long> _versions = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private MasterKeySource Source => new() { File = _file };

    public async ValueTask InitializeAsync()
    {
        MasterKeySource.CreateFile(_file);
        await using Opened first = await OpenAsync();
        foreach (string name in (string[])[_one, _two])
        {
            await first.Storage.Instances.CreateAsync(name, Token);
            await WriteAsync(first.Storage, name);
        }
    }

    [Theory]
    [InlineData("a rotation is under way")]
    [InlineData("fleet has a new key")]
    [InlineData("one has a new key")]
    [InlineData("two has a new key")]
    public async Task DataKeys_KilledAfterAStep_GoOnWithTheRest(string step)
    {
        string last = step.Replace("one", _one, StringComparison.Ordinal).Replace("two", _two, StringComparison.Ordinal);
        await using (Opened killed = await OpenAsync())
        {
            killed.Storage.DataKeys.Reached = reached => EndAt(reached, last);
            await Should.ThrowAsync<KilledException>(() => killed.Storage.DataKeys.RunAsync(null, Token));
            await WriteAsync(killed.Storage, _one);
        }

        await using Opened next = await OpenAsync();
        await WhileWritingAsync(next.Storage, () => next.Storage.DataKeys.RunAsync(null, Token));

        foreach (string name in (string[])[InstanceName.Fleet, _one, _two])
            (await KeysAsync(name)).ShouldBe(["0", "1 retired", "2"], name);
        await ShouldBeWholeAsync(next.Storage);
    }

    [Theory]
    [InlineData("the new key is in the file")]
    [InlineData("everything is about to be wrapped anew")]
    [InlineData("everything is wrapped anew")]
    public async Task MasterKey_KilledAfterAStep_OpensAndGoesOn(string step)
    {
        string before = await File.ReadAllTextAsync(_file, Token);
        MadeBackup backup;
        await using (Opened killed = await OpenAsync())
        {
            backup = await killed.Storage.Backups.CreateAsync(_one, Backups.Files.BackupKind.Manual, _folder, Token);
            killed.Storage.MasterKeys.Reached = reached => EndAt(reached, step);
            await Should.ThrowAsync<KilledException>(() => killed.Storage.MasterKeys.RunAsync(Source, null, Token));
            // What had begun goes on for a moment, and makes keys of its own.
            await killed.Storage.DataKeys.RunAsync(_two, Token);
            await WriteAsync(killed.Storage, _two);
        }

        await using (Opened between = await OpenAsync())
        {
            await ShouldBeWholeAsync(between.Storage);
            await WhileWritingAsync(between.Storage, () => between.Storage.MasterKeys.FinishAsync(Source, Token));
            await ShouldBeWholeAsync(between.Storage);
        }

        string after = await File.ReadAllTextAsync(_file, Token);
        (after == before, after.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length).ShouldBe((false, 1));
        await using Opened next = await OpenAsync();
        await ShouldBeWholeAsync(next.Storage);
        (await next.Storage.Backups.VerifyAsync(backup.Path, Token)).Instance.ShouldBe(_one);
        await next.Storage.MasterKeys.FinishAsync(Source, Token);
        (await File.ReadAllTextAsync(_file, Token)).ShouldBe(after);
        await File.WriteAllTextAsync(_file, before, Token);
        (await Should.ThrowAsync<MasterKeyException>(OpenAsync)).Message.ShouldContain("the one from before");
        await File.WriteAllTextAsync(_file, after, Token);
    }

    [Fact]
    public async Task MasterKey_ChangedTwice_StillOpensTheFirstBackup()
    {
        await using Opened open = await OpenAsync();
        MadeBackup backup = await open.Storage.Backups.CreateAsync(_one, Backups.Files.BackupKind.Manual, _folder, Token);
        await open.Storage.MasterKeys.RunAsync(Source, null, Token);
        await open.Storage.MasterKeys.RunAsync(Source, null, Token);

        await using Opened next = await OpenAsync();
        await next.Storage.Backups.VerifyAsync(backup.Path, Token);
        await using PreparedRestore restore = await next.Storage.Backups.PrepareAsync(backup.Path, _one, new SampleChanges(), Token);
        await restore.SwapAsync(static () => Task.CompletedTask, Token);
        (await next.Storage.Journal.VerifyAsync(_one, Token)).IsUnbroken.ShouldBeTrue();
    }

    [Fact]
    public async Task DataKey_MadeByAnotherProcess_IsFetchedWhenItIsMet()
    {
        await using Opened here = await OpenAsync();
        await here.Storage.Commits.ReadAsync(_one, Samples.Grain("a"), Token);
        await using (Opened there = await OpenAsync())
        {
            await there.Storage.DataKeys.RunAsync(_one, Token);
            await WriteAsync(there.Storage, _one);
        }

        Samples.Text((await here.Storage.Commits.ReadAsync(_one, Samples.Grain("a"), Token))!.Data).ShouldBe("version 2");
    }

    [Fact]
    public async Task MasterKey_OfTheEnvironmentOrACommand_NeedsAFileForTheNewOne()
    {
        await using Opened open = await OpenAsync();
        MasterKeySource command = new() { Command = $"cat {_file}", File = _file };
        string to = _file + ".next";

        (await Should.ThrowAsync<MasterKeyException>(() => open.Storage.MasterKeys.RunAsync(command, null, Token))).Message.ShouldContain("--to FILE");
        (await Should.ThrowAsync<MasterKeyException>(() => open.Storage.MasterKeys.RunAsync(Source, to, Token))).Message.ShouldContain("leave --to out");
        await open.Storage.MasterKeys.RunAsync(command, to, Token);
        await open.Storage.MasterKeys.RunAsync(command, to, Token);

        File.Move(to, _file, overwrite: true);
        await using Opened next = await OpenAsync();
        await ShouldBeWholeAsync(next.Storage);
    }

    public async ValueTask DisposeAsync()
    {
        await using (Opened last = await OpenAsync())
        {
            foreach (string name in (string[])[_one, _two])
                await last.Storage.Instances.DropAsync(name, CancellationToken.None);
        }

        File.Delete(_file);
        BackupSamples.Remove(_folder);
        await using NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
        foreach (string database in (string[])[_options.ControlDatabase, _options.MarketDatabase])
        {
            await using NpgsqlCommand drop = new($"drop database {database} with (force)", owner);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private static void EndAt(string reached, string step)
    {
        if (reached == step)
            throw new KilledException();
    }

    private async Task<Opened> OpenAsync()
    {
        MasterKey master = await Source.LoadAsync(Token);
        return new Opened(await FleetFixture.OpenAsync(_options, master), master);
    }

    private async Task WriteAsync(FleetStorage storage, string name)
    {
        long version = _versions.GetValueOrDefault(name);
        string text = $"version {version + 1}";
        _versions[name] = await storage.Commits.CommitAsync(name, new GrainCommit(Samples.Grain("a"), version, Samples.Bytes(text), [Samples.Event("order-1", text)], [], []));
    }

    // At least one commit of each before and after, and as many as there is time for while it runs.
    private async Task WhileWritingAsync(FleetStorage storage, Func<Task> rotation)
    {
        await WriteAsync(storage, _one);
        Task running = Task.Run(rotation, Token);
        do
        {
            await WriteAsync(storage, _one);
            await WriteAsync(storage, _two);
        }
        while (!running.IsCompleted);
        await running;
        await WriteAsync(storage, _two);
    }

    private async Task ShouldBeWholeAsync(FleetStorage storage)
    {
        foreach (string name in (string[])[_one, _two])
        {
            long version = _versions[name];
            (await storage.Journal.VerifyAsync(name, Token)).ShouldBe(new ChainReport(version, null, null));
            Samples.Text((await storage.Commits.ReadAsync(name, Samples.Grain("a"), Token))!.Data).ShouldBe($"version {version}");
        }
    }

    private async Task<IReadOnlyList<string>> KeysAsync(string name)
    {
        await using NpgsqlConnection control = await fleet.OwnerAsync(_options.ControlDatabase);
        await using NpgsqlCommand command = new($"select key_id || case when retired_at is null then '' else ' retired' end from instance_keys where instance = '{name}' order by key_id", control);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Token);
        List<string> keys = [];
        while (await reader.ReadAsync(Token))
            keys.Add(reader.GetString(0));
        return keys;
    }

    private sealed class KilledException : Exception;

    /// <summary>One process.</summary>
    private sealed record Opened(FleetStorage Storage, MasterKey Master) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Storage.DisposeAsync();
            Master.Dispose();
        }
    }
}
