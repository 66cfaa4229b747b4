using InvestBot.Orleans.Embedded.Reminders;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Storage.Reminders;

public sealed class MemoryReminderTableTests : ReminderTableConformance
{
    protected override IReminderTable Table { get; } = new MemoryReminderTable();
}

public sealed class ReminderStoreTests(FleetFixture fleet) : ReminderTableConformance
{
    protected override IReminderTable Table => fleet.Storage.Reminders;

    // What Microsoft.Orleans.Reminders.AdoNet 10.4.2 would have written: the engines share the rows.
    [Fact]
    public async Task Row_InTheDatabase_IsAsOrleansProviderWritesIt()
    {
        GrainId grain = NewGrain();
        await Table.UpsertRow(Entry(grain, "daily"));
        await Table.UpsertRow(Entry(grain, "daily"));

        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand read = new("select ServiceId, ReminderName, Period, GrainHash, Version from OrleansRemindersTable where GrainId = $1", owner);
        read.Parameters.Add(new NpgsqlParameter { Value = grain.ToString() });
        await using NpgsqlDataReader row = await read.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        row.GetString(0).ShouldBe("investbot");
        row.GetString(1).ShouldBe("daily");
        row.GetInt64(2).ShouldBe(86_400_000);
        row.GetInt32(3).ShouldBe(unchecked((int)grain.GetUniformHashCode()));
        row.GetInt32(4).ShouldBe(1);
    }
}
