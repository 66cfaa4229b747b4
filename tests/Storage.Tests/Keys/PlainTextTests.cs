using System.Text;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Idempotency;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Paper;
using InvestBot.Storage.Users;
using Npgsql;

namespace InvestBot.Storage.Keys;

public sealed class PlainTextTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private const string Symbol = "BONK/USDT";
    private const string Amount = "48151.6234";
    private const string Secret = Symbol + " at " + Amount;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_Dumped_ShowNeitherSymbolNorAmount()
    {
        string instance = await fleet.CreateInstanceAsync();
        GrainCommit commit = new(
            new GrainAddress("desk", "token", $"{instance}/{Symbol}"),
            0,
            Samples.Bytes(Secret),
            [Samples.Event("order-1", Secret)],
            [new OutboxMessage(1, $"token/{instance}/{Symbol}", $"portfolio/{Symbol}", "fill", Samples.Bytes(Secret))],
            [.. Enum.GetValues<RowTable>().Select(table => new RowWrite(table, "id", "new", Samples.Start, Samples.Bytes(Secret)))]);
        await fleet.Storage.Commits.CommitAsync(instance, commit);
        await fleet.Storage.Commits.CommitAsync(InstanceName.Fleet, commit);
        await fleet.Storage.PaperBooks.SaveAsync(Symbol, 0, Samples.Bytes(Secret), [new PaperEvent(0, Samples.Start, "fill", Samples.Bytes(Secret))], Token);
        await fleet.Storage.Audit.AddAsync(new AuditEntry(0, Samples.Start, "u", "order.place", instance, "done", Samples.Bytes(Secret)), Token);
        await fleet.Storage.Credentials.SetAsync(instance, "alpaca.secret", Samples.Bytes(Secret), Token);
        await fleet.Storage.Idempotency.BeginAsync("u", "k", [1], Token);
        await fleet.Storage.Idempotency.CompleteAsync("u", "k", new StoredAnswer(200, "text/plain", Samples.Bytes(Secret)), Token);

        foreach (string database in (string[])["bot_" + instance, fleet.Options.ControlDatabase])
        {
            string dump = await DumpAsync(database);
            dump.ShouldContain("order-1");
            foreach (string text in (string[])[Symbol, "BONK", Amount, "48151"])
            {
                dump.ShouldNotContain(text);
                dump.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    /// <summary>Every row of every table as text; bytes are in hexadecimal there.</summary>
    private async Task<string> DumpAsync(string database)
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync(database);
        List<string> tables = [];
        await using (NpgsqlCommand list = new("select tablename from pg_tables where schemaname = 'public'", owner))
        await using (NpgsqlDataReader reader = await list.ExecuteReaderAsync(Token))
        {
            while (await reader.ReadAsync(Token))
                tables.Add(reader.GetString(0));
        }

        StringBuilder dump = new();
        foreach (string table in tables)
        {
            using TextReader rows = await owner.BeginTextExportAsync($"copy (select * from {table}) to stdout", Token);
            dump.Append(await rows.ReadToEndAsync(Token));
        }

        return dump.ToString();
    }
}
