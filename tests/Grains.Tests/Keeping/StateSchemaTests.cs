using System.Text;
using System.Text.Json.Nodes;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Grains;
using Orleans.Runtime;

namespace InvestBot.Grains.Keeping;

public sealed class StateSchemaTests
{
    public static TheoryData<string> Golden => [.. GoldenState.All.Select(golden => golden.Name)];

    public static TheoryData<string> Current => [.. GoldenState.All.Where(golden => golden.Version == golden.Schema.Version).Select(golden => golden.Name)];

    [Fact]
    public void EveryGrainThatKeeps_HasASchemaUnderItsName() =>
        KeptStates.Schemas.All.Select(schema => (schema.Grain, schema.Kept)).ShouldBe(
            typeof(KeptStates).Assembly.GetTypes()
                .Select(grain => (Grain: grain, Kept: grain.GetConstructors().SelectMany(made => made.GetParameters()).FirstOrDefault(parameter => parameter.ParameterType.Name == typeof(IPersistentState<>).Name)))
                .Where(found => found.Kept is not null)
                .Select(found => (NameOf(found.Grain), found.Kept!.ParameterType.GenericTypeArguments[0].GenericTypeArguments[0])),
            ignoreOrder: true);

    [Fact]
    public void EveryGoldenFile_BelongsToAVersion() =>
        Directory.GetFiles(GoldenState.Folder).Select(Path.GetFileName).Except(GoldenState.All.Select(golden => golden.Name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Golden))]
    public void EveryVersion_ReadsIntoTodaysType(string name)
    {
        var golden = Of(name);
        StateSchemas.VersionOf(File.ReadAllBytes(golden.File)).ShouldBe(golden.Version);

        var today = golden.ReadAndWritten();

        today[StateSchemas.Member]!.GetValue<int>().ShouldBe(golden.Schema.Version);
        today["value"].ShouldNotBeNull();
        (today["outboxSequence"]!.GetValue<long>(), today["received"]!["bot/alpha"]!.GetValue<long>()).ShouldBe((7, 5));
    }

    [Theory]
    [MemberData(nameof(Current))]
    public void TodaysType_WritesWhatTheGoldenFileSays(string name)
    {
        var golden = Of(name);
        var (written, wanted) = (GoldenState.Text(golden.ReadAndWritten()), File.ReadAllText(golden.File));
        var members = GoldenState.Members(golden.Invented()).Except(GoldenState.Members(JsonNode.Parse(wanted)!)).ToList();
        if (written == wanted && members.Count == 0) return;

        Assert.Fail($"{golden.Name} is not what is written today:\n{string.Join('\n', Difference(wanted, written).Concat(members.Select(member => $"  + {member}")))}\n{Remedy(golden)}");
    }

    [Fact]
    public void NewerVersion_IsRefusedWithARemedy()
    {
        var newer = Encoding.UTF8.GetBytes("""{"schema":99,"value":{"members":{}}}""");

        Should.Throw<StateSchemaException>(() => KeptStates.Schemas.Read<Stored<Fleet.FleetKept>>(newer)).Message
            .ShouldBe("The state of 'fleet' has schema 99, and this version knows up to 1. Start the newer version again, or restore a backup made by this one.");
    }

    [Fact]
    public void Steps_RunFromTheStoredVersionOn()
    {
        StateSchemas schemas = new(DomainJson.Options, new StateSchema("purse", typeof(Purse), Renamed("amount", "sum"), Renamed("sum", "cash")));

        schemas.Read<Stored<Purse>>("""{"value":{"amount":"1"}}"""u8.ToArray())!.Value.Cash.ShouldBe("1");
        schemas.Read<Stored<Purse>>("""{"schema":1,"value":{"sum":"2","amount":"9"}}"""u8.ToArray())!.Value.Cash.ShouldBe("2");
        schemas.Read<Stored<Purse>>("""{"outboxSequence":1,"value":{"cash":"3","sum":"9"},"schema":2}"""u8.ToArray())!.Value.Cash.ShouldBe("3");
        Encoding.UTF8.GetString(schemas.Write(new Stored<Purse> { Value = new Purse("4") })).ShouldStartWith("""{"schema":2,"value":{"cash":"4"}""");
    }

    private static Func<JsonObject, JsonObject> Renamed(string from, string to) => older =>
    {
        var value = older[from];
        older.Remove(from);
        older[to] = value;
        return older;
    };

    private static GoldenState Of(string name)
    {
        var golden = GoldenState.All.Single(state => state.Name == name);
        if (!File.Exists(golden.File)) Assert.Fail($"There is no golden file of {golden.Schema.Grain} in version {golden.Version}.\n{Take(golden)}");
        return golden;
    }

    private static string Remedy(GoldenState golden)
    {
        var next = golden with { Version = golden.Version + 1 };
        return $"States like that are stored and must stay readable. Add a step from version {golden.Version} to {next.Version} at the end of the line of '{golden.Schema.Grain}' in grains/Keeping/KeptStates.cs " +
            $"(StateSchema.Unchanged if a missing member takes its default), then:\n{Take(next)}";
    }

    private static string Take(GoldenState golden)
    {
        var path = Path.Combine(AppContext.BaseDirectory, golden.Name);
        var made = golden.Invented();
        made[StateSchemas.Member] = golden.Version;
        File.WriteAllText(path, GoldenState.Text(made));
        return $"  cp '{path}' '{golden.File}'";
    }

    private static IEnumerable<string> Difference(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        return old.Except(now).Select(line => $"  - {line.Trim()}").Concat(now.Except(old).Select(line => $"  + {line.Trim()}"));
    }

    private static string NameOf(Type grain) => (string)grain.GetCustomAttributesData().Single(data => data.AttributeType.Name == "GrainTypeAttribute").ConstructorArguments[0].Value!;

    private sealed record Purse(string Cash);
}
