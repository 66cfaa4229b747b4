using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Bench.Api;

/// <summary>A signed-in client of a trial's API.</summary>
internal sealed class ApiClient : IDisposable
{
    private ApiClient(HttpClient http, string token) => (Http, Token) = (http, token);

    public HttpClient Http { get; }

    /// <summary>The access token; a secret.</summary>
    public string Token { get; }

    public static async Task<ApiClient> SignInAsync(TrialServer trial, Uri address, CancellationToken token)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 256 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        using var answer = await http.PostAsync("/api/v1/auth/login", JsonContent.Create(new JsonCredentials("admin", trial.Password), ApiJsonContext.Default.JsonCredentials), token);
        answer.EnsureSuccessStatusCode();
        using var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(token));
        var access = session.RootElement.GetProperty("accessToken").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
        return new ApiClient(http, access);
    }

    /// <summary>The instances, once there are any: a new installation makes its first ones after it is ready.</summary>
    public async Task<IReadOnlyList<string>> InstancesAsync(int wanted, TimeProvider time, CancellationToken token)
    {
        while (true)
        {
            using var found = JsonDocument.Parse(await Http.GetStringAsync("/api/v1/instances", token));
            string[] ids = [.. found.RootElement.EnumerateArray().Where(item => item.GetProperty("status").GetString() == "running").Select(item => item.GetProperty("id").GetString()!)];
            if (ids.Length >= wanted) return ids;
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, token);
        }
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>What is signed in with.</summary>
internal sealed record JsonCredentials(string Name, string Password);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonCredentials))]
internal sealed partial class ApiJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
