using System.Reflection;
using System.Text.Json.Nodes;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.GrainInterfaces.Tests.Wire;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Keeping;

/// <summary>
/// What is stored and read again beside states: journal records, rows, messages and the paper venue's books. Each form that a release has
/// written is a file, <c>golden/records/order.1.json</c>, with one value for each case; it is never changed, and the highest is today's.
/// </summary>
internal sealed record GoldenRecord(string Kind, Type Type)
{
    /// <summary>By kind of record or name of row. Rows that are records too are here once.</summary>
    public static readonly GoldenRecord[] All =
    [
        new("order", typeof(OrderRow)), new("fill", typeof(FillRow)), new("trade.opened", typeof(TradeRow)), new("trade.closed", typeof(TradeRow)), new("trade.updated", typeof(TradeUpdate)),
        new("signal", typeof(SignalRecord)), new("risk.verdict", typeof(VerdictRecord)), new("risk.halted", typeof(BreakerRecord)), new("risk.resumed", typeof(BreakerRecord)),
        new("bot.state", typeof(StateRecord)), new("bot.models", typeof(ModelsRecord)), new("approval.requested", typeof(ApprovalRecord)), new("approval.decided", typeof(ApprovalRecord)),
        new("prediction", typeof(Prediction)), new("prediction.outcome", typeof(SignalOutcome)), new("log", typeof(LogRecord)),
        new("row.equity", typeof(EquityRow)), new("row.configuration", typeof(BotConfiguration)), new("message.fact", typeof(Fact)), new("venue.event", typeof(VenueEvent)), new("venue.book", typeof(PaperBook)),
    ];

    private static readonly string Folder = Path.Combine(GoldenState.Folder, "records");

    /// <summary>The forms that there are, the oldest first.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(Folder, $"{Kind}.*.json").Where(file => NumberOf(file) > 0).OrderBy(NumberOf)];

    /// <summary>The file of a form.</summary>
    public string File(int number) => Path.Combine(Folder, FormattableString.Invariant($"{Kind}.{number}.json"));

    public static IEnumerable<string> AllFiles => Directory.GetFiles(Folder);

    /// <summary>The file's values, read into today's type and written again.</summary>
    public JsonArray ReadAndWritten(string file) => [.. JsonNode.Parse(System.IO.File.ReadAllBytes(file))!.AsArray().Select(value => (JsonNode)Call("Again", value!.ToJsonString())!)];

    /// <summary>One value of each case, with every member, as it is written today.</summary>
    public JsonArray Invented() => [.. Cases(Type).Select(one => ((JsonNode)Call("Made", one)!).DeepClone())];

    private int NumberOf(string file) => int.TryParse(Path.GetFileNameWithoutExtension(file)[(Kind.Length + 1)..], out var number) ? number : 0;

    private static IEnumerable<Type> Cases(Type type) => type.IsAbstract ? type.Assembly.GetTypes().Where(one => one.IsSubclassOf(type) && !one.IsAbstract).OrderBy(one => one.Name, StringComparer.Ordinal) : [type];

    private object? Call(string method, object argument) => typeof(Typed<>).MakeGenericType(Type).GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [argument]);

    private static class Typed<T>
    {
        public static JsonNode Again(string json) => JsonNode.Parse(DomainJson.Bytes(DomainJson.Read<T>(System.Text.Encoding.UTF8.GetBytes(json))))!;

        // Not every invention can be, and of several cases one comes when it comes.
        public static JsonNode Made(Type one) => Enumerable.Range(1, 1000).Select(seed => Invented(seed, one)).OfType<JsonNode>().First();

        private static JsonNode? Invented(int seed, Type one)
        {
            try
            {
                var value = new Invention(seed, whole: true).Of<T>();
                return value!.GetType() == one ? JsonNode.Parse(DomainJson.Bytes(value)) : null;
            }
            catch (Exception exception) when (exception is ArgumentOutOfRangeException or ArithmeticException)
            {
                return null;
            }
        }
    }
}
