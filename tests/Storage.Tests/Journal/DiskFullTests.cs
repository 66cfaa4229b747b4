using System.Diagnostics;
using System.Security.Cryptography;
using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>A disk that is full: an instance's database on a small file system of its own.</summary>
public sealed class DiskFullTests(FleetFixture fleet) : IClassFixture<FleetFixture>, IAsyncLifetime
{
    private readonly string disk = Directory.CreateTempSubdirectory("investbot-disk-").FullName;
    private string instance = "";
    private bool mounted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Ballast => Path.Combine(disk, "ballast");

    private string Database => "bot_" + instance;

    public async ValueTask InitializeAsync()
    {
        mounted = Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk) == 0;
        if (!mounted) return;
        instance = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
        string data = (string)(await new NpgsqlCommand("select current_setting('data_directory')", owner).ExecuteScalarAsync(Token))!;
        await RunAsync("chown", $"--reference={data}", disk);
        await ExecuteAsync(owner, $"create tablespace small location '{disk}/'");
        await MoveAsync(owner, "small");
    }

    public async ValueTask DisposeAsync()
    {
        if (mounted)
        {
            File.Delete(Ballast);
            await using NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
            await MoveAsync(owner, "pg_default");
            await ExecuteAsync(owner, "drop tablespace small");
            // A process of the server may have a file of it open for a while.
            await RunAsync("umount", "--lazy", disk);
        }

        Directory.Delete(disk, recursive: true);
    }

    [Fact]
    public async Task Commit_WithTheDiskFull_IsRefusedAndSaysSo_AndGoesOnWhenThereIsSpace()
    {
        Assert.SkipUnless(mounted, "Only root may make a small file system.");
        await fleet.Storage.Commits.CommitAsync(instance, Large(0));
        Fill();

        await Should.ThrowAsync<CommitRefusedException>(() => fleet.Storage.Commits.CommitAsync(instance, Large(1)));
        fleet.Storage.Announcer.Troubles[instance].What.ShouldBe("The disk of the database is full.");
        (await fleet.Storage.Commits.ReadAsync(instance, Samples.Grain("a"), Token))!.Version.ShouldBe(1);
        File.Delete(Ballast);

        (await fleet.Storage.Commits.CommitAsync(instance, Large(1))).ShouldBe(2);
        fleet.Storage.Announcer.Troubles.ContainsKey(instance).ShouldBeFalse();
        (await fleet.Storage.Journal.VerifyAsync(instance, Token)).ShouldBe(new ChainReport(2, null, null));
    }

    // Too large for the free parts of pages that are there already.
    private static GrainCommit Large(long expected) =>
        Samples.State("a", expected, "s") with { Events = [Samples.Event("r", Convert.ToBase64String(RandomNumberGenerator.GetBytes(1024 * 1024)))] };

    private void Fill()
    {
        byte[] block = new byte[4096];
        using FileStream file = new(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full, as it is meant to be.
        }
    }

    // A database moves only while nobody uses it.
    private async Task MoveAsync(NpgsqlConnection owner, string tablespace)
    {
        await ExecuteAsync(owner, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Database}'");
        await ExecuteAsync(owner, $"alter database \"{Database}\" set tablespace {tablespace}");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }
}
