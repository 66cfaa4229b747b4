using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace InvestBot.Api.Host;

/// <summary>Reads answers.</summary>
internal static class Answers
{
    internal static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    internal static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path) => await (await client.GetAsync(path)).JsonAsync();

    internal static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object? body = null) => client.PostAsJsonAsync(path, body ?? new { });

    internal static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body, string type = "application/json") =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));

    internal static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>Makes an instance and returns its name.</summary>
    internal static async Task<string> CreateInstanceAsync(this ApiHost host, string preset = "multi-platform", string mode = "manual")
    {
        var name = TestKit.Postgres.PostgresFixture.UniqueName("i").Replace('_', '-');
        using var admin = await host.AsAsync("admin");
        await (await admin.PostAsync("/api/v1/instances", new { id = name, preset, mode, capital = "10000" })).JsonAsync(HttpStatusCode.Created);
        return name;
    }
}
