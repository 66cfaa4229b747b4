using Npgsql;

namespace InvestBot.Storage.Cluster;

/// <summary>The named queries that Orleans' ADO.NET providers ask for, called as they call them.</summary>
public sealed class OrleansQueryTests(FleetFixture fleet)
{
    private const int Active = 3;
    private const int Dead = 6;

    // What Microsoft.Orleans.Clustering.AdoNet and Microsoft.Orleans.Reminders.AdoNet 10.4.2 refuse to start without.
    private static readonly string[] Asked =
    [
        "CleanupDefunctSiloEntriesKey", "DeleteMembershipTableEntriesKey", "DeleteReminderRowKey", "DeleteReminderRowsKey", "GatewaysQueryKey", "InsertMembershipKey",
        "InsertMembershipVersionKey", "MembershipReadAllKey", "MembershipReadRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "ReadReminderRowsKey",
        "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey",
    ];

    private static readonly DateTime Now = new(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queries_AreThoseThatTheProvidersAskFor()
    {
        await using Asking ask = await OpenAsync();
        (await ask.RowsAsync("select QueryKey from OrleansQuery order by QueryKey")).Select(row => (string)row["querykey"]!).Order(StringComparer.Ordinal).ShouldBe(Asked);
    }

    [Fact]
    public async Task Membership_ChangesOnlyFromTheVersionThatWasRead()
    {
        await using Asking ask = await OpenAsync();
        (await ask.AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "a"))).ShouldBe(true);
        (await ask.AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "a"))).ShouldBe(false);
        (await ask.NamedAsync("MembershipReadAllKey", ("DeploymentId", "a"))).Single()["starttime"].ShouldBeNull();

        (await ask.AnswerAsync("InsertMembershipKey", [.. Member("a", 1), ("Status", Active), ("Version", 0)])).ShouldBe(true);
        (await ask.AnswerAsync("InsertMembershipKey", [.. Member("a", 2), ("Status", Active), ("Version", 0)])).ShouldBe(false);
        (await ask.AnswerAsync("InsertMembershipKey", [.. Member("a", 1), ("Status", Active), ("Version", 1)])).ShouldBe(false);
        (await ask.AnswerAsync("UpdateMembershipKey", [.. Member("a", 1), ("Status", Dead), ("SuspectTimes", "x"), ("Version", 0)])).ShouldBe(false);
        (await ask.AnswerAsync("UpdateMembershipKey", [.. Member("a", 2), ("Status", Dead), ("SuspectTimes", "x"), ("Version", 1)])).ShouldBe(false);
        (await ask.AnswerAsync("UpdateMembershipKey", [.. Member("a", 1), ("Status", Dead), ("SuspectTimes", "x"), ("Version", 1)])).ShouldBe(true);

        var row = (await ask.NamedAsync("MembershipReadRowKey", Member("a", 1))).Single();
        (row["status"], row["version"], row["suspecttimes"], row["siloname"]).ShouldBe((Dead, 2, "x", "silo"));
    }

    [Fact]
    public async Task Gateways_AreThoseOfActiveSilosThatHaveOne()
    {
        await using Asking ask = await OpenAsync();
        await ask.AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "b"));
        await ask.AnswerAsync("InsertMembershipKey", [.. Member("b", 1), ("Status", Active), ("Version", 0)]);
        await ask.AnswerAsync("InsertMembershipKey", [.. Member("b", 2), ("Status", Dead), ("Version", 1)]);
        await ask.AnswerAsync("InsertMembershipKey", [.. Member("b", 3, gateway: 0), ("Status", Active), ("Version", 2)]);

        (await ask.NamedAsync("GatewaysQueryKey", ("DeploymentId", "b"), ("Status", Active))).Single()["generation"].ShouldBe(1);
    }

    [Fact]
    public async Task Cleanup_RemovesTheDeadAlone()
    {
        await using Asking ask = await OpenAsync();
        await ask.AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "c"));
        await ask.AnswerAsync("InsertMembershipKey", [.. Member("c", 1), ("Status", Active), ("Version", 0)]);
        await ask.AnswerAsync("InsertMembershipKey", [.. Member("c", 2), ("Status", Dead), ("Version", 1)]);

        await ask.NamedAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", Now.AddDays(1)));

        (await ask.NamedAsync("MembershipReadAllKey", ("DeploymentId", "c"))).Select(row => row["generation"]).ShouldBe([1]);
        await ask.NamedAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));
        (await ask.NamedAsync("MembershipReadAllKey", ("DeploymentId", "c"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reminder_IsReadByTheRangeOfItsHash_AndDeletedByItsVersion()
    {
        await using Asking ask = await OpenAsync();
        (await ask.AnswerAsync("UpsertReminderRowKey", Reminder("low", -5))).ShouldBe(0);
        (await ask.AnswerAsync("UpsertReminderRowKey", Reminder("low", -5))).ShouldBe(1);
        (await ask.AnswerAsync("UpsertReminderRowKey", Reminder("high", 5))).ShouldBe(0);

        (await GrainsAsync("ReadRangeRows1Key", -5, 5)).ShouldBe(["high"]);
        (await GrainsAsync("ReadRangeRows1Key", -6, -5)).ShouldBe(["low"]);
        (await GrainsAsync("ReadRangeRows2Key", 4, -5)).ShouldBe(["high", "low"]);
        (await GrainsAsync("ReadRangeRows2Key", 5, -6)).ShouldBeEmpty();
        (await ask.NamedAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "low"))).Single()["period"].ShouldBe(60_000L);
        (await ask.AnswerAsync("DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "low"), ("ReminderName", "tea"), ("Version", 0))).ShouldBe(false);
        (await ask.AnswerAsync("DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "low"), ("ReminderName", "tea"), ("Version", 1))).ShouldBe(true);
        (await ask.NamedAsync("ReadReminderRowKey", ("ServiceId", "s"), ("GrainId", "low"), ("ReminderName", "tea"))).ShouldBeEmpty();

        async Task<IEnumerable<string>> GrainsAsync(string query, int begin, int end) =>
            (await ask.NamedAsync(query, ("ServiceId", "s"), ("BeginHash", begin), ("EndHash", end))).Select(row => (string)row["grainid"]!).Order();
    }

    private static (string, object)[] Member(string cluster, int generation, int gateway = 30000) =>
    [
        ("DeploymentId", cluster), ("Address", "127.0.0.1"), ("Port", 11111), ("Generation", generation), ("SiloName", "silo"), ("HostName", "host"),
        ("ProxyPort", gateway), ("StartTime", Now), ("IAmAliveTime", Now),
    ];

    private static (string, object)[] Reminder(string grain, int hash) =>
        [("ServiceId", "s"), ("GrainHash", hash), ("GrainId", grain), ("ReminderName", "tea"), ("StartTime", Now), ("Period", 60_000)];

    private async Task<Asking> OpenAsync() => new(await fleet.OwnerAsync(fleet.Options.ControlDatabase));

    /// <summary>Asks by name, with parameters by name.</summary>
    private sealed class Asking(NpgsqlConnection connection) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => connection.DisposeAsync();

        internal async Task<object?> AnswerAsync(string query, params (string Name, object Value)[] parameters) =>
            (await NamedAsync(query, parameters)).Single().Values.Single();

        internal async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> NamedAsync(string query, params (string Name, object Value)[] parameters)
        {
            string text = (string)(await RowsAsync("select QueryText from OrleansQuery where QueryKey = @key", ("key", query))).Single()["querytext"]!;
            return await RowsAsync(text, parameters);
        }

        internal async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RowsAsync(string text, params (string Name, object Value)[] parameters)
        {
            await using NpgsqlCommand command = new(text, connection);
            foreach ((string name, object value) in parameters)
                command.Parameters.AddWithValue(name, value);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Token);
            List<IReadOnlyDictionary<string, object?>> rows = [];
            while (await reader.ReadAsync(Token))
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
            return rows;
        }
    }
}
