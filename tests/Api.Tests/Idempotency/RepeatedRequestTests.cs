using System.Net;
using System.Net.Http.Json;
using InvestBot.Api.Host;

namespace InvestBot.Api.Idempotency;

public sealed class RepeatedRequestTests(ApiHost host)
{
    [Fact]
    public async Task Request_SameKey_IsDoneOnceAndAnsweredAlike()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");

        var first = await SendAsync(client, name, "k1-" + name, "automatic");
        await SendAsync(client, name, "k2-" + name, "manual");
        var again = await SendAsync(client, name, "k1-" + name, "automatic");

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await client.GetJsonAsync($"/api/v1/instances/{name}")).Text("mode").ShouldBe("manual");
        (await host.Storage.Audit.PageAsync(null, null, name, 100, CancellationToken.None)).Count(entry => entry.Action == "instance.mode").ShouldBe(2);
    }

    [Fact]
    public async Task Request_SameKeyOtherBody_IsRefused()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await SendAsync(client, name, "k-" + name, "automatic");

        var problem = await (await SendAsync(client, name, "k-" + name, "manual")).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem.Text("code").ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task Request_SameKeyOfAnotherUser_IsItsOwn()
    {
        var name = await host.CreateInstanceAsync();
        using var one = await host.AsAsync("operator");
        using var other = await host.AsAsync("admin");
        await SendAsync(one, name, "k-" + name, "automatic");

        (await SendAsync(other, name, "k-" + name, "manual")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_MistakeInBody_LeavesTheKeyFree()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        (await SendAsync(client, name, "k-" + name, "nonsense")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await SendAsync(client, name, "k-" + name, "automatic")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_TooLong_IsRefused()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");

        (await (await SendAsync(client, name, new string('k', 129), "manual")).JsonAsync(HttpStatusCode.BadRequest)).Text("code").ShouldBe("bad-idempotency-key");
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string instance, string key, string mode) => client.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, $"/api/v1/instances/{instance}/mode") { Content = JsonContent.Create(new { mode }), Headers = { { "Idempotency-Key", key } } });
}
