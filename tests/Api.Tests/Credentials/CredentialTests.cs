using System.Net;
using System.Net.Http.Json;
using System.Text;
using InvestBot.Api.Host;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api.Credentials;

public sealed class CredentialTests(ApiHost host)
{
    private const string Secret = "a-secret-that-nobody-gets-back";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_Set_IsListedByNameReadByVenuesAndToldNobody()
    {
        var name = await host.AnyInstanceAsync();
        using var admin = await host.AsAsync("admin");
        var path = $"/api/v1/instances/{name}/keys";

        var set = await admin.PutAsJsonAsync($"{path}/alpaca.secret", new { value = Secret }, Token);
        var list = await admin.GetStringAsync(path, Token);
        var credentials = host.Services.GetRequiredService<IVenueCredentials>();
        var read = await credentials.ReadAsync(new InstanceId(name), "alpaca.secret", Token);
        var audit = await host.Storage.Audit.PageAsync(null, null, $"{name}/alpaca.secret", 100, Token);

        set.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        list.ShouldContain("alpaca.secret");
        list.ShouldNotContain(Secret);
        Encoding.UTF8.GetString(read).ShouldBe(Secret);
        var entry = audit.ShouldHaveSingleItem();
        (entry.Action, entry.Outcome, entry.Detail.Length).ShouldBe(("key.set", "204", 0));
        (await admin.DeleteAsync($"{path}/alpaca.secret", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Should.ThrowAsync<CredentialMissingException>(() => credentials.ReadAsync(new InstanceId(name), "alpaca.secret", Token)))
            .Message.ShouldBe($"'{name}' has no key 'alpaca.secret'. Set it: investbot keys set {name} alpaca.secret");
    }

    [Theory]
    [InlineData("Alpaca", "\"x\"", HttpStatusCode.UnprocessableEntity, "bad-name")]
    [InlineData("alpaca", "\"\"", HttpStatusCode.UnprocessableEntity, "bad-key")]
    [InlineData("alpaca", "8675309", HttpStatusCode.BadRequest, "bad-value")]
    public async Task Key_WithAMistake_NamesItWithoutTheValue(string key, string value, HttpStatusCode status, string code)
    {
        var name = await host.AnyInstanceAsync();
        using var admin = await host.AsAsync("admin");

        var answer = await admin.PutAsync($"/api/v1/instances/{name}/keys/{key}", new StringContent($$"""{"value":{{value}}}""", Encoding.UTF8, "application/json"), Token);

        (await answer.JsonAsync(status)).Text("code").ShouldBe(code);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldNotContain("8675309");
    }

    [Fact]
    public async Task Key_ThatIsNotSet_CannotBeRemoved()
    {
        var name = await host.CreateInstanceAsync();
        using var admin = await host.AsAsync("admin");

        var problem = await (await admin.DeleteAsync($"/api/v1/instances/{name}/keys/none", Token)).JsonAsync(HttpStatusCode.NotFound);

        (problem.Text("code"), problem.Text("remedy")).ShouldBe(("unknown-key", $"'{name}' has no keys."));
    }
}
