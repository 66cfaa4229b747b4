using Orleans;
using Orleans.Runtime;

namespace InvestBot.Storage.Reminders;

/// <summary>What every place that keeps reminders does.</summary>
public abstract class ReminderTableConformance
{
    private static readonly DateTime Start = new(2025, 3, 1, 14, 30, 0, DateTimeKind.Utc);

    protected abstract IReminderTable Table { get; }

    [Fact]
    public async Task Row_Added_IsReadBack()
    {
        GrainId grain = NewGrain();
        string? version = await Table.UpsertRow(Entry(grain, "daily"));

        ReminderEntry read = (await Table.ReadRow(grain, "daily")).ShouldNotBeNull();
        read.GrainId.ShouldBe(grain);
        read.ReminderName.ShouldBe("daily");
        read.StartAt.ShouldBe(Start);
        read.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        read.Period.ShouldBe(TimeSpan.FromHours(24));
        read.ETag.ShouldBe(version);
        (await Table.ReadRow(grain, "weekly")).ShouldBeNull();
        (await Table.ReadRow(NewGrain(), "daily")).ShouldBeNull();
    }

    [Fact]
    public async Task Row_Replaced_HasNewVersionAndSchedule()
    {
        GrainId grain = NewGrain();
        string? first = await Table.UpsertRow(Entry(grain, "daily"));
        ReminderEntry changed = Entry(grain, "daily");
        changed.StartAt = Start.AddHours(1);
        changed.Period = TimeSpan.FromMinutes(5);
        string? second = await Table.UpsertRow(changed);

        second.ShouldNotBe(first);
        ReminderEntry read = (await Table.ReadRows(grain)).Reminders.ShouldHaveSingleItem();
        read.StartAt.ShouldBe(Start.AddHours(1));
        read.Period.ShouldBe(TimeSpan.FromMinutes(5));
        read.ETag.ShouldBe(second);
    }

    [Fact]
    public async Task Row_Removed_OnlyInTheVersionThatIsNamed()
    {
        GrainId grain = NewGrain();
        string? first = await Table.UpsertRow(Entry(grain, "daily"));
        string? second = await Table.UpsertRow(Entry(grain, "daily"));

        (await Table.RemoveRow(grain, "daily", first!)).ShouldBeFalse();
        (await Table.RemoveRow(grain, "daily", "no version")).ShouldBeFalse();
        (await Table.ReadRow(grain, "daily")).ShouldNotBeNull();
        (await Table.RemoveRow(grain, "daily", second!)).ShouldBeTrue();
        (await Table.RemoveRow(grain, "daily", second!)).ShouldBeFalse();
        (await Table.ReadRow(grain, "daily")).ShouldBeNull();
    }

    [Fact]
    public async Task Rows_OfOneGrain_AreItsOwn()
    {
        (GrainId one, GrainId other) = (NewGrain(), NewGrain());
        await Table.UpsertRow(Entry(one, "a"));
        await Table.UpsertRow(Entry(one, "b"));
        await Table.UpsertRow(Entry(other, "a"));

        (await Table.ReadRows(one)).Reminders.Select(row => row.ReminderName).Order().ShouldBe(["a", "b"]);
        (await Table.ReadRows(other)).Reminders.ShouldHaveSingleItem().GrainId.ShouldBe(other);
    }

    [Fact]
    public async Task Rows_OfARange_AreThoseWithTheirHashInIt()
    {
        List<GrainId> grains = [.. Enumerable.Range(0, 20).Select(_ => NewGrain())];
        foreach (GrainId grain in grains)
            await Table.UpsertRow(Entry(grain, "a"));

        List<uint> hashes = [.. grains.Select(grain => grain.GetUniformHashCode()).Order()];
        (await Found(hashes[4], hashes[12])).ShouldBe(hashes[5..13]);
        (await Found(hashes[12], hashes[4])).ShouldBe([.. hashes[..5], .. hashes[13..]]);
        (await Found(0, 0)).ShouldBe(hashes);
        (await Found(hashes[7], hashes[7])).ShouldBe(hashes);

        async Task<List<uint>> Found(uint begin, uint end) =>
            [.. (await Table.ReadRows(begin, end)).Reminders.Where(row => grains.Contains(row.GrainId)).Select(row => row.GrainId.GetUniformHashCode()).Order()];
    }

    protected static GrainId NewGrain() => GrainId.Create("bot", $"alpha-{Guid.NewGuid():N}");

    protected static ReminderEntry Entry(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromHours(24),
    };
}
