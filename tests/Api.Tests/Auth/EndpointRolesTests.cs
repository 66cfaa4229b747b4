using System.Net;
using InvestBot.Api.Auditing;
using InvestBot.Api.Host;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api.Auth;

public sealed class EndpointRolesTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Open =
    [
        "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/health/live", "/api/v1/health/ready", "/health/live", "/health/ready", "/openapi/{documentName}.json", "{*path:nonfile}",
    ];

    private static readonly string[] OwnAccount = ["/api/v1/auth/logout", "/api/v1/auth/password"];

    private IEnumerable<RouteEndpoint> Endpoints => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Endpoint_WithoutUser_IsOpenOnlyWhenNamed()
    {
        var open = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Pattern).Distinct();

        open.ShouldBe(Open, ignoreOrder: true);
    }

    [Fact]
    public async Task Endpoint_WithoutToken_AnswersNotSignedIn()
    {
        using var client = host.Anonymous();
        foreach (var endpoint in Endpoints.Where(endpoint => !Open.Contains(Pattern(endpoint))))
            (await client.SendAsync(Request(endpoint))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, Name(endpoint));
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    [InlineData("admin")]
    public async Task Endpoint_ForHigherRole_AnswersNotAllowed(string role)
    {
        string[] order = [Roles.Viewer, Roles.Operator, Roles.Admin];
        using var client = await host.AsAsync(role);
        foreach (var endpoint in Endpoints.Where(endpoint => !Open.Contains(Pattern(endpoint)) && !OwnAccount.Contains(Pattern(endpoint)) && Pattern(endpoint) != "/hub"))
        {
            var least = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? Roles.Viewer).MaxBy(policy => Array.IndexOf(order, policy));
            var allowed = Array.IndexOf(order, role) >= Array.IndexOf(order, least);
            var status = (await client.SendAsync(Request(endpoint))).StatusCode;
            (status == HttpStatusCode.Forbidden).ShouldBe(!allowed, $"{role}: {Name(endpoint)} answered {status}");
        }
    }

    [Fact]
    public void Endpoint_ThatChangesSomething_IsAuditedAndNotForViewers()
    {
        var changing = Endpoints.Where(endpoint => Pattern(endpoint).StartsWith("/api", StringComparison.Ordinal) && Method(endpoint) != "GET" && !Open.Contains(Pattern(endpoint))).ToList();

        changing.ShouldNotBeEmpty();
        changing.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<Audited>() != null);
        changing.Where(endpoint => !OwnAccount.Contains(Pattern(endpoint))).ShouldAllBe(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == Roles.Operator || data.Policy == Roles.Admin));
    }

    private static string Pattern(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimEnd('/') is { Length: > 0 } text ? text : "/";

    private static string Method(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET";

    private static string Name(RouteEndpoint endpoint) => $"{Method(endpoint)} {Pattern(endpoint)}";

    private static HttpRequestMessage Request(RouteEndpoint endpoint)
    {
        var path = Pattern(endpoint).Replace("{instance}", "nobody", StringComparison.Ordinal).Replace("{trade}", "t", StringComparison.Ordinal).Replace("{approval}", "a", StringComparison.Ordinal).Replace("{name}", "n", StringComparison.Ordinal);
        HttpRequestMessage request = new(new HttpMethod(Method(endpoint)), path);
        if (request.Method != HttpMethod.Get) request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        return request;
    }
}
