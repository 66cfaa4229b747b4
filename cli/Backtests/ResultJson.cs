using System.Text.Json;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Output;
using InvestBot.GrainInterfaces.Json;

namespace InvestBot.Cli.Backtests;

/// <summary>A whole result as JSON: configuration, figures, trades and equity; decimals are strings.</summary>
internal static class ResultJson
{
    public static void Write(string path, BacktestResult result, Report report)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        Part(json, "configuration", result.Configuration);
        json.WritePropertyName("report");
        json.WriteRawValue(report.ToJson());
        Part(json, "trades", result.Trades);
        json.WriteStartArray("equity");
        foreach (var point in result.Equity) JsonSerializer.Serialize(json, point, DomainJson.Options);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Part<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, DomainJson.Options);
    }
}
