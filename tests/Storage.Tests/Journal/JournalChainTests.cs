using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Storage.Journal;

public sealed class JournalChainTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_Untouched_IsUnbroken()
    {
        string instance = await WriteAsync();

        (await fleet.Storage.Journal.VerifyAsync(instance, Token)).ShouldBe(new ChainReport(5, null, null));
    }

    [Theory]
    [InlineData("update journal set kind = 'order.denied' where sequence = 3", 3, "Record 3 (order.denied) is not what was written there.")]
    [InlineData("update journal set ref = 'else' where sequence = 2", 2, "Record 2 (order.filled) is not what was written there.")]
    [InlineData("update journal set at = at + interval '1 microsecond' where sequence = 4", 4, "Record 4 (order.filled) is not what was written there.")]
    [InlineData("update journal set data = set_byte(data, 40, get_byte(data, 40) # 1) where sequence = 2", 2, "The content of record 2 was changed or moved there: it does not decrypt in its place.")]
    [InlineData("update journal set data = (select data from journal where sequence = 1) where sequence = 2", 2, "The content of record 2 was changed or moved there: it does not decrypt in its place.")]
    [InlineData("delete from journal where sequence = 3", 3, "Record 3 is missing; 4 comes after 2.")]
    [InlineData("delete from journal where sequence = 5", 5, "The journal ends at 4, and its head says 5.")]
    [InlineData("update head set hash = ''", 6, "The journal ends at 5, and its head says 5.")]
    public async Task Verify_Tampered_NamesTheFirstDifference(string tampering, long sequence, string difference)
    {
        string instance = await WriteAsync();
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + instance);
        await using NpgsqlCommand command = new("alter table journal disable trigger all; " + tampering, owner);
        await command.ExecuteNonQueryAsync(Token);

        ChainReport report = await fleet.Storage.Journal.VerifyAsync(instance, Token);

        report.Difference.ShouldBe(difference);
        report.Sequence.ShouldBe(sequence);
    }

    private async Task<string> WriteAsync()
    {
        string instance = await fleet.CreateInstanceAsync();
        for (int i = 0; i < 5; i++)
            await fleet.Storage.Commits.CommitAsync(instance, Samples.State("a", i, "s") with { Events = [Samples.Event($"order-{i}", $"event {i}")] });
        return instance;
    }
}
