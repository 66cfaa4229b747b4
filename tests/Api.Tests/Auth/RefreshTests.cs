using System.Net;
using InvestBot.Api.Host;

namespace InvestBot.Api.Auth;

public sealed class RefreshTests(ApiHost host)
{
    [Fact]
    public async Task Refresh_GoodCookie_GivesNewTokenAndCookie()
    {
        var first = await Session.OpenAsync(host, "viewer");

        var second = await Session.OfAsync(await first.RefreshAsync(host));

        second.Cookie.ShouldNotBe(first.Cookie);
        (await second.RefreshAsync(host)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_UsedCookie_EndsTheWholeFamily()
    {
        var first = await Session.OpenAsync(host, "viewer");
        var second = await Session.OfAsync(await first.RefreshAsync(host));

        var reused = await (await first.RefreshAsync(host)).JsonAsync(HttpStatusCode.Unauthorized);

        reused.Text("code").ShouldBe("session-ended");
        (await second.RefreshAsync(host)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_UsedCookie_LeavesOtherSessions()
    {
        var stolen = await Session.OpenAsync(host, "viewer");
        var other = await Session.OpenAsync(host, "viewer");
        await stolen.RefreshAsync(host);
        await stolen.RefreshAsync(host);

        (await other.RefreshAsync(host)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refresh_NoCookie_IsRefused()
    {
        using var client = host.Anonymous();

        (await client.PostAsync("/api/v1/auth/refresh")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logout_EndsTheSession()
    {
        var session = await Session.OpenAsync(host, "viewer");
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.AccessToken);
        client.DefaultRequestHeaders.Add("Cookie", session.Cookie);

        (await client.PostAsync("/api/v1/auth/logout")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await session.RefreshAsync(host)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
