using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.Cli.Output;

/// <summary>One measured or counted value. The value is text or a number; the unit is empty where there is none.</summary>
internal sealed record Figure(string Name, object Value, string Unit = "")
{
    /// <summary>True when the value is a number.</summary>
    [JsonIgnore]
    public bool IsNumber => Value is int or long or double or decimal or JsonElement { ValueKind: JsonValueKind.Number };

    /// <summary>Value and unit as people read them: a number with two decimals at most.</summary>
    public override string ToString() => (Value switch
    {
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    } + " " + Unit).TrimEnd();
}

/// <summary>The answer of a command: the same for people (lines) and for programs (<c>--json</c>, one object).</summary>
internal sealed record Report(bool Ok, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes)
{
    /// <summary>One JSON object on one line: <c>{"ok":true,"figures":[{"name","value","unit"}],"notes":[]}</c>. Programs find numbers only in the figures; what is text comes first among the notes.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        this with
        {
            Figures = [.. Figures.Where(figure => figure.IsNumber)],
            Notes = [.. Figures.Where(figure => !figure.IsNumber).Select(figure => $"{figure.Name}: {figure}"), .. Notes],
        },
        ReportJson.Default.Report);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such an object.</exception>
    public static Report Parse(string json)
    {
        var report = JsonSerializer.Deserialize(json, ReportJson.Default.Report) ?? throw new JsonException("The report is empty.");
        return report with { Figures = [.. (report.Figures ?? []).Select(f => f with { Value = Plain(f.Value) })], Notes = report.Notes ?? [] };
    }

    /// <summary>Aligned lines: name, value and unit; then the notes.</summary>
    public IEnumerable<string> ToLines()
    {
        var width = Figures.Select(f => f.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var figure in Figures)
            yield return $"{figure.Name.PadRight(width)}  {figure}";
        foreach (var note in Notes)
            yield return note;
    }

    /// <summary>Writes the report to the output in the asked form.</summary>
    public void Write(TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(ToJson());
            return;
        }

        foreach (var line in ToLines())
            output.WriteLine(line);
    }

    private static object Plain(object value) => value is JsonElement element
        ? element.ValueKind == JsonValueKind.Number ? element.GetDouble() : element.ToString()
        : value;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ReportJson : JsonSerializerContext;
