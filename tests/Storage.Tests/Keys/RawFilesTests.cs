using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Idempotency;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Paper;
using InvestBot.Storage.Users;
using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Keys;

/// <summary>Reads what lies on the disk, byte by byte: every file of the database server, and a backup.</summary>
public sealed class RawFilesTests(FleetFixture fleet) : IClassFixture<FleetFixture>, IDisposable
{
    // Made up for this run: nothing else on the server can hold them.
    private readonly string _symbol = "QX" + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPRSTUVWXYZ", 8) + "/USDT";
    private readonly string _amount = RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture) + "." + RandomNumberGenerator.GetInt32(100_000, 999_999).ToString(CultureInfo.InvariantCulture);
    private readonly string _address = RandomNumberGenerator.GetString("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 44);
    private readonly string _plain = PostgresFixture.UniqueName("order");
    private readonly BackupFolder _folder = BackupSamples.NewFolder();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Content => $$"""{"symbol":"{{_symbol}}","amount":"{{_amount}}","address":"{{_address}}"}""";

    [Fact]
    public async Task Files_OfServerAndBackup_HoldNoSymbolAmountOrAddress()
    {
        string instance = await fleet.CreateInstanceAsync();
        await FillAsync(instance);
        await fleet.Storage.DataKeys.RunAsync(instance, Token);
        await fleet.Storage.Commits.CommitAsync(instance, Commit(instance, 1));
        MadeBackup backup = await fleet.BackUpAsync(instance, _folder);
        string data = await CheckpointAsync();

        Dictionary<string, bool> found = await FindAsync([.. Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories), backup.Path]);

        // What is meant to be in plain text is found: the search reads the right files.
        found.Where(pair => pair.Value).Select(pair => pair.Key).ShouldBe([_plain]);
    }

    public void Dispose() => BackupSamples.Remove(_folder);

    private GrainCommit Commit(string instance, long expected) => new(
        new GrainAddress("desk", "token", $"{instance}/{_symbol}"),
        expected,
        Samples.Bytes(Content),
        [Samples.Event(_plain, Content)],
        [new OutboxMessage(expected + 1, $"token/{instance}/{_symbol}", $"wallet/{_address}", "fill", Samples.Bytes(Content))],
        [.. Enum.GetValues<RowTable>().Select(table => new RowWrite(table, _plain, "new", Samples.Start, Samples.Bytes(Content)))]);

    private async Task FillAsync(string instance)
    {
        await fleet.Storage.Commits.CommitAsync(instance, Commit(instance, 0));
        await fleet.Storage.Commits.CommitAsync(InstanceName.Fleet, Commit(instance, 0));
        await fleet.Storage.Credentials.SetAsync(instance, "wallet", Samples.Bytes(_address), Token);
        await fleet.Storage.PaperBooks.SaveAsync($"paper-{instance}", 0, Samples.Bytes(Content), [new PaperEvent(0, Samples.Start, "fill", Samples.Bytes(Content))], Token);
        await fleet.Storage.Audit.AddAsync(new AuditEntry(0, Samples.Start, "u", "order.place", instance, "done", Samples.Bytes(Content)), Token);
        await fleet.Storage.Idempotency.BeginAsync("u", _plain, [1], Token);
        await fleet.Storage.Idempotency.CompleteAsync("u", _plain, new StoredAnswer(200, "text/plain", Samples.Bytes(Content)), Token);
    }

    private async Task<string> CheckpointAsync()
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
        await using NpgsqlCommand command = new("checkpoint", owner);
        await command.ExecuteNonQueryAsync(Token);
        command.CommandText = "show data_directory";
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }

    private async Task<Dictionary<string, bool>> FindAsync(IEnumerable<string> files)
    {
        string[] texts = [_symbol, _symbol[..10], _amount, _amount[..9], _address, _plain];
        Dictionary<string, bool> found = texts.ToDictionary(text => text, _ => false);
        foreach (string file in files)
        {
            byte[] bytes;
            try
            {
                bytes = await File.ReadAllBytesAsync(file, Token);
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                // Other tests drop their databases meanwhile.
                continue;
            }

            foreach (string text in texts.Where(text => !found[text]))
                found[text] = Forms(text).Any(form => bytes.AsSpan().IndexOf(form) >= 0);
        }

        return found;
    }

    private static byte[][] Forms(string text) =>
    [
        Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
    ];
}
