using System.Net;
using InvestBot.Api.Host;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api.Problems;

public sealed class ProblemTests(ApiHost host)
{
    [Theory]
    [InlineData("""{"name":"x","password":"y","pasword":"z"}""", "unknown-member", "pasword", "Did you mean password?")]
    [InlineData("""{"name":"x"}""", "missing-member", "password", "The request has name, password.")]
    [InlineData("""{"name":5,"password":"y"}""", "bad-value", "name", "It is a string.")]
    [InlineData("""{"name":null,"password":"y"}""", "bad-value", "name", "It is a string.")]
    [InlineData("""[1]""", "bad-json", null, "The request has name, password.")]
    [InlineData("""{"name":"x",""", "bad-json", null, "The request has name, password.")]
    public async Task Body_WithMistake_NamesIt(string body, string code, string? field, string remedy)
    {
        using var client = host.Anonymous();

        var problem = await (await client.PostTextAsync("/api/v1/auth/login", body)).JsonAsync(HttpStatusCode.BadRequest);

        problem.Text("code").ShouldBe(code);
        problem.Text("field").ShouldBe(field);
        problem.Text("remedy").ShouldBe(remedy);
        problem.Text("status").ShouldBe("400");
    }

    [Fact]
    public async Task Body_WithWrongEnum_NamesTheChoices()
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("operator");

        var problem = await (await client.PostAsync($"/api/v1/instances/{name}/mode", new { mode = "auto" })).JsonAsync(HttpStatusCode.BadRequest);

        problem.Text("field").ShouldBe("mode");
        problem.Text("value").ShouldBe("auto");
        problem.Text("remedy").ShouldBe("One of manual, semiAutomatic, automatic.");
    }

    [Fact]
    public async Task Instance_Unknown_NamesTheNearest()
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("viewer");

        var problem = await (await client.GetAsync($"/api/v1/instances/{name}x")).JsonAsync(HttpStatusCode.NotFound);

        problem.Text("code").ShouldBe("unknown-instance");
        problem.Text("value").ShouldBe(name + "x");
        problem.Text("remedy")!.ShouldContain(name);
    }

    [Theory]
    [InlineData("orders?limit=0", "limit", "0")]
    [InlineData("orders?limit=many", "limit", "many")]
    [InlineData("orders?status=done", "status", "done")]
    [InlineData("trades?cursor=%23", "cursor", "#")]
    [InlineData("trades?from=yesterday", "from", "yesterday")]
    [InlineData("candles?instrument=binance:BONK/USDT&limit=9999", "limit", "9999")]
    [InlineData("equity?points=1", "points", "1")]
    [InlineData("equity?points=some", "points", "some")]
    [InlineData("orders?to=2024-13-01", "to", "2024-13-01")]
    public async Task Query_WithBadValue_NamesIt(string query, string field, string value)
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("viewer");

        var problem = await (await client.GetAsync($"/api/v1/instances/{name}/{query}")).JsonAsync(HttpStatusCode.BadRequest);

        problem.Text("code").ShouldBe("bad-value");
        problem.Text("field").ShouldBe(field);
        problem.Text("value").ShouldBe(value);
        problem.Text("remedy").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Query_OfEveryEndpoint_CanBeExplained()
    {
        var types = host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>())
            .Where(parameter => parameter.HasTryParse)
            .Select(parameter => parameter.ParameterInfo.ParameterType)
            .Distinct().ToList();

        types.ShouldNotBeEmpty();
        types.ShouldAllBe(type => QueryProblem.Remedy(type, "none of these") != null);
    }

    [Fact]
    public async Task Path_Unknown_IsAProblem()
    {
        using var client = await host.AsAsync("viewer");

        (await (await client.GetAsync("/api/v1/nothing.here")).JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBe("unknown-path");
        (await (await client.GetAsync("/api/v1/nothing")).JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBe("unknown-path");
        (await (await client.DeleteAsync("/api/v1/fleet")).JsonAsync(HttpStatusCode.MethodNotAllowed)).Text("code").ShouldBe("wrong-method");
    }

    [Fact]
    public async Task Body_NotJsonOrTooLarge_IsAProblem()
    {
        using var client = host.Anonymous();

        (await (await client.PostTextAsync("/api/v1/auth/login", "name=x", "text/plain")).JsonAsync(HttpStatusCode.UnsupportedMediaType)).Text("code").ShouldBe("not-json");
        (await (await client.PostTextAsync("/api/v1/auth/login", $$"""{"name":"{{new string('x', 100_000)}}","password":"y"}""")).JsonAsync(HttpStatusCode.RequestEntityTooLarge)).Text("code").ShouldBe("too-large");
    }
}
