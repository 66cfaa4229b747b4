using System.Net;
using InvestBot.Api.Host;

namespace InvestBot.Api.Security;

public sealed class SecurityTests(ApiHost host)
{
    [Fact]
    public async Task Answer_Any_CarriesSecurityHeaders()
    {
        using var client = host.Anonymous();

        var response = await client.GetAsync("/");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Page_DeepLink_IsThePageAndAssetsAreKept()
    {
        using var client = host.Anonymous();

        var deep = await client.GetAsync("/instances/alpha");
        var asset = await client.GetAsync("/assets/index-abc123.js");

        (await deep.Content.ReadAsStringAsync()).ShouldContain("<title>page</title>");
        deep.Headers.CacheControl!.NoCache.ShouldBeTrue();
        asset.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        (await client.GetAsync("/assets/gone.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Docs_AreServedUnderTheirOwnPolicy()
    {
        using var client = host.Anonymous();

        var docs = await client.GetAsync("/docs/index.html");

        docs.StatusCode.ShouldBe(HttpStatusCode.OK);
        docs.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("'unsafe-inline'");
        (await client.GetAsync("/docs/swagger-ui-bundle.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Host_Foreign_IsRefused()
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Host = "evil.example";

        (await (await client.GetAsync("/api/v1/fleet")).JsonAsync(HttpStatusCode.BadRequest)).Text("code").ShouldBe("unknown-host");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Mutation_FromForeignPage_IsRefused(string header, string value)
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add(header, value);

        (await (await client.PostAsync("/api/v1/auth/refresh")).JsonAsync(HttpStatusCode.Forbidden)).Text("code").ShouldBe("foreign-origin");
    }

    [Fact]
    public async Task Mutation_FromOwnPage_IsLetThrough()
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));

        (await client.PostAsync("/api/v1/auth/login", new { name = "viewer", password = ApiHost.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answer_OfTheApi_IsNotKept()
    {
        using var client = await host.AsAsync("viewer");

        (await client.GetAsync("/api/v1/auth/me")).Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
