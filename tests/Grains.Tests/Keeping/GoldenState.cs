using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using InvestBot.GrainInterfaces.Tests.Wire;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Grains;

namespace InvestBot.Grains.Keeping;

/// <summary>One state of a grain type as one version stored it: <c>golden/bot.1.json</c>. A file is never changed once a release has written that version.</summary>
internal sealed record GoldenState(StateSchema Schema, int Version)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of the sources.</summary>
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "tests", "Grains.Tests", "Keeping", "golden");

    public string Name => $"{Schema.Grain}.{Version}.json";

    public string File => Path.Combine(Folder, Name);

    /// <summary>Every version of every type, as they are registered.</summary>
    public static IEnumerable<GoldenState> All => KeptStates.Schemas.All.SelectMany(schema => Enumerable.Range(0, schema.Version + 1).Select(version => new GoldenState(schema, version)));

    /// <summary>The file's state, read into today's type and written again.</summary>
    public JsonObject ReadAndWritten() => (JsonObject)Call(nameof(ReadAndWritten), System.IO.File.ReadAllBytes(File))!;

    /// <summary>A state in which every member is there, as it is written today.</summary>
    public JsonObject Invented() => (JsonObject)Call("Made")!;

    public static string Text(JsonNode node) => node.ToJsonString(Indented) + "\n";

    /// <summary>Where each member stands, without numbers and names that are data.</summary>
    public static IEnumerable<string> Members(JsonNode? node, string at = "") => node switch
    {
        JsonObject item => item.SelectMany(member => Members(member.Value, IsData(member.Key) ? $"{at}.*" : $"{at}.{member.Key}")).Prepend(at),
        JsonArray items => items.SelectMany(item => Members(item, $"{at}[]")),
        _ => [at],
    };

    // Names of members are words; keys of dictionaries are invented.
    private static bool IsData(string key) => key.Length == 0 || !key.All(char.IsAsciiLetter);

    private object? Call(string method, params object[] arguments) => typeof(Typed<>).MakeGenericType(Schema.Kept).GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, arguments);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "InvestBot.Orleans.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The solution was not found above the tests.");
    }

    private static class Typed<T>
    {
        public static JsonObject ReadAndWritten(byte[] state) => Parse(KeptStates.Schemas.Write(KeptStates.Schemas.Read<Stored<T>>(state)));

        // Not every invention can be: one may have sold more than it bought.
        public static JsonObject Made() => Enumerable.Range(1, 1000).Select(Invented).OfType<JsonObject>().First();

        private static JsonObject? Invented(int seed)
        {
            try
            {
                return Parse(KeptStates.Schemas.Write(new Stored<T> { Value = new Invention(seed, whole: true).Of<T>(), OutboxSequence = 7 }.Applied("bot/alpha", 5)));
            }
            catch (Exception exception) when (exception is ArgumentOutOfRangeException or DivideByZeroException or OverflowException)
            {
                return null;
            }
        }

        private static JsonObject Parse(byte[] json) => JsonNode.Parse(json)!.AsObject();
    }
}
