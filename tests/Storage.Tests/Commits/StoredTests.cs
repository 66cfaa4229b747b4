using System.Text.Json;

namespace InvestBot.Storage.Commits;

public sealed class StoredTests
{
    [Fact]
    public void Json_HoldsTheStateAndNotWhatGoesWithIt()
    {
        Stored<string> stored = new Stored<string>().Next("value").Applied("a", 3).Send("s", "t", "k", default).Record(Samples.Event("r", "e")).Put(Samples.Order("o", "new", 0));

        string json = JsonSerializer.Serialize(stored);

        json.ShouldBe("""{"Value":"value","OutboxSequence":1,"Received":{"a":3}}""");
        Stored<string> read = JsonSerializer.Deserialize<Stored<string>>(json)!;
        (read.Value, read.OutboxSequence, read.HasApplied("a", 3), read.HasApplied("a", 4), read.HasApplied("b", 1)).ShouldBe(("value", 1, true, false, false));
        read.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Next_LeavesTheFirstAsItWas()
    {
        Stored<string> first = new Stored<string> { Value = "one" }.Send("s", "t", "k", default);

        Stored<string> next = first.Next("two").Send("s", "t", "k", default).Applied("a", 1);

        (first.Value, first.OutboxSequence, first.Outbox.Count, first.HasApplied("a", 1)).ShouldBe(("one", 1, 1, false));
        next.Outbox.ShouldHaveSingleItem().Sequence.ShouldBe(2);
    }
}
