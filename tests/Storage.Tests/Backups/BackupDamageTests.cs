using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Keys;

namespace InvestBot.Storage.Backups;

public sealed class BackupDamageTests(BackedUpFleet backed) : IClassFixture<BackedUpFleet>, IDisposable
{
    private readonly FleetFixture fleet = backed.Fleet;
    private readonly BackupFolder folder = BackupSamples.NewFolder();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => BackupSamples.Remove(folder);

    [Fact]
    public async Task Verify_WithAByteChangedInAnyFrame_NamesTheFrame()
    {
        (byte[] bytes, int[] frames) = (backed.Bytes, backed.Frames);
        frames.Length.ShouldBeGreaterThan(3);

        for (int i = 0; i < frames.Length; i++)
            (await RefusalAsync(Changed(bytes, frames[i] + sizeof(int) + 5))).ShouldContain($"its frame {i + 1} is not what was written there");
        (await fleet.ScratchDatabasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Verify_CutOffAtAnyFrame_SaysSo()
    {
        (byte[] bytes, int[] frames) = (backed.Bytes, backed.Frames);

        foreach (int end in (int[])[.. frames, bytes.Length - 32, bytes.Length - 1])
            (await RefusalAsync(bytes[..end])).ShouldContain("is cut off");
    }

    [Fact]
    public async Task Verify_WithTwoFramesExchanged_IsRefused()
    {
        (byte[] bytes, int[] frames) = (backed.Bytes, backed.Frames);
        byte[] exchanged = [.. bytes[..frames[0]], .. bytes[frames[1]..frames[2]], .. bytes[frames[0]..frames[1]], .. bytes[frames[2]..]];

        (await RefusalAsync(exchanged)).ShouldContain("its frame 1 is not");
    }

    [Fact]
    public async Task Verify_WithoutItsLastFrames_IsRefusedThoughTheChecksumFits()
    {
        (byte[] bytes, int[] frames) = (backed.Bytes, backed.Frames);
        byte[] shorter = bytes[..frames[2]];

        (await RefusalAsync([.. shorter, .. System.Security.Cryptography.SHA256.HashData(shorter)])).ShouldContain("damaged");
    }

    [Fact]
    public async Task Verify_WithAnotherInstanceInItsHead_IsRefused()
    {
        byte[] bytes = backed.Bytes;
        int at = bytes.AsSpan().IndexOf("\"manual\""u8) is var found and >= 0 ? found : bytes.AsSpan().IndexOf("\"Manual\""u8);
        at.ShouldBeGreaterThan(0);
        byte[] changed = [.. bytes];
        "\"Daily\" "u8.CopyTo(changed.AsSpan(at));

        (await RefusalAsync(changed)).ShouldContain("its frame 1 is not");
    }

    [Theory]
    [InlineData(0, "is no backup of InvestBot")]
    [InlineData(8, "has backup format")]
    [InlineData(13, "has a damaged head")]
    public async Task Verify_WithADamagedFront_SaysWhat(int at, string said)
    {
        byte[] bytes = backed.Bytes;
        byte[] changed = [.. bytes];
        changed[at] = 0x7f;

        (await RefusalAsync(changed)).ShouldContain(said);
    }

    [Fact]
    public async Task Verify_WithBytesAfterTheEnd_IsRefused()
    {
        byte[] bytes = backed.Bytes;

        (await RefusalAsync([.. bytes, 0])).ShouldContain("goes on after its end");
    }

    [Fact]
    public async Task Verify_UnderAnotherMasterKey_SaysWhichKeyIsMissing()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);
        FleetStorageOptions options = fleet.NewOptions();
        using MasterKey other = MasterKey.Create();
        await using (FleetStorage storage = await FleetFixture.OpenAsync(options, other))
            (await Should.ThrowAsync<BackupException>(() => storage.Backups.VerifyAsync(made.Path, Token))).Message.ShouldContain("under another master key");
        await using Npgsql.NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
        foreach (string database in (string[])[options.ControlDatabase, options.MarketDatabase])
            await new Npgsql.NpgsqlCommand($"drop database {database} with (force)", owner).ExecuteNonQueryAsync(Token);
    }

    [Fact]
    public async Task Verify_OfNoFile_SaysWhereToLook() =>
        (await Should.ThrowAsync<BackupException>(() => fleet.Storage.Backups.VerifyAsync("/nowhere/x.ibbackup", Token))).Message.ShouldContain("investbot backup list");

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 1;
        return changed;
    }

    private async Task<string> RefusalAsync(byte[] bytes)
    {
        string file = Path.Combine(Directory.CreateDirectory(folder.Root).FullName, "damaged.ibbackup");
        await File.WriteAllBytesAsync(file, bytes, Token);
        return (await Should.ThrowAsync<BackupException>(() => fleet.Storage.Backups.VerifyAsync(file, Token))).Message;
    }
}
