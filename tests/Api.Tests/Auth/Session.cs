using InvestBot.Api.Host;

namespace InvestBot.Api.Auth;

/// <summary>What a browser holds of a session.</summary>
internal sealed record Session(string AccessToken, string Cookie)
{
    internal static async Task<Session> OpenAsync(ApiHost host, string name)
    {
        using var client = host.Anonymous();
        return await OfAsync(await client.PostAsync("/api/v1/auth/login", new { name, password = ApiHost.Password }));
    }

    internal static async Task<Session> OfAsync(HttpResponseMessage response)
    {
        var session = await response.JsonAsync();
        return new Session(session.Text("accessToken")!, response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    internal async Task<HttpResponseMessage> RefreshAsync(ApiHost host)
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", Cookie);
        return await client.PostAsync("/api/v1/auth/refresh");
    }
}
