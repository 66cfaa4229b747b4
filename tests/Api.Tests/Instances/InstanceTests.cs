using System.Net;
using InvestBot.Api.Host;

namespace InvestBot.Api.Instances;

public sealed class InstanceTests(ApiHost host)
{
    [Fact]
    public async Task Instance_Made_IsListedWithItsConfiguration()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("viewer");

        var detail = await client.GetJsonAsync($"/api/v1/instances/{name}");
        var list = await client.GetJsonAsync("/api/v1/instances");
        var fleet = await client.GetJsonAsync("/api/v1/fleet");

        detail.Text("status").ShouldBe("created");
        detail.Text("equity").ShouldBe("10000");
        detail.GetProperty("configuration").Text("preset").ShouldBe("multi-platform");
        detail.GetProperty("instruments").EnumerateArray().ShouldContain(instrument => instrument.Text("id") == TestMarket.Bonk && instrument.Text("tickSize") == "0.00000001");
        detail.GetProperty("winRate").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        list.EnumerateArray().ShouldContain(instance => instance.Text("id") == name);
        fleet.GetProperty("instances").EnumerateArray().ShouldContain(instance => instance.Text("id") == name);
        fleet.GetProperty("recordings")[0].Text("id").ShouldBe(TestMarket.Id);
        fleet.TryGetProperty("totals", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task LifeCycle_Told_Follows()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");

        (await (await client.PostAsync($"/api/v1/instances/{name}/start")).JsonAsync()).Text("status").ShouldBe("running");
        (await (await client.PostAsync($"/api/v1/instances/{name}/pause")).JsonAsync()).Text("status").ShouldBe("paused");
        (await (await client.PostAsync($"/api/v1/instances/{name}/resume")).JsonAsync()).Text("status").ShouldBe("running");
        (await (await client.PostAsync($"/api/v1/instances/{name}/stop")).JsonAsync()).Text("status").ShouldBe("stopped");
        (await (await client.PostAsync($"/api/v1/instances/{name}/pause")).JsonAsync(HttpStatusCode.Conflict)).Text("code").ShouldBe("not-allowed-now");
    }

    [Fact]
    public async Task EmergencyStop_Unconfirmed_IsRefused()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");

        var refused = await (await client.PostAsync($"/api/v1/instances/{name}/emergency-stop", new { confirm = "yes" })).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var stopped = await (await client.PostAsync($"/api/v1/instances/{name}/emergency-stop", new { confirm = name })).JsonAsync();
        var reset = await (await client.PostAsync($"/api/v1/instances/{name}/reset", new { confirm = name })).JsonAsync();

        refused.Text("code").ShouldBe("confirmation-needed");
        stopped.Text("status").ShouldBe("emergencyStopped");
        stopped.Text("resumes").ShouldBe("when a person resets it");
        reset.Text("status").ShouldBe("paused");
    }

    [Theory]
    [InlineData("Bad Name", "multi-platform", "bad-id")]
    [InlineData("fleet", "multi-platform", "bad-id")]
    [InlineData("fine", "multi-platfrom", "bad-preset")]
    public async Task Create_WithMistake_NamesIt(string id, string preset, string code)
    {
        using var client = await host.AsAsync("admin");

        var problem = await (await client.PostAsync("/api/v1/instances", new { id, preset })).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem.Text("code").ShouldBe(code);
        problem.Text("remedy").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Mutation_Any_IsAudited()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        await client.PostAsync($"/api/v1/instances/{name}/reset", new { confirm = "wrong" });

        var entries = await host.Storage.Audit.PageAsync(null, null, name, 10, CancellationToken.None);

        entries.Select(entry => (entry.Action, entry.Outcome)).ShouldBe([("instance.reset", "422"), ("instance.start", "200"), ("instance.create", "201")]);
        System.Text.Encoding.UTF8.GetString(entries[0].Detail.Span).ShouldBe("""{"confirm":"wrong"}""");
    }

    [Fact]
    public async Task Health_Detailed_NamesItsChecks()
    {
        using var client = await host.AsAsync("viewer");

        var health = await client.GetJsonAsync("/api/v1/health");

        health.GetProperty("checks").EnumerateArray().ShouldContain(check => check.Text("name") == "database" && check.Text("status") != "failing");
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
