using System.Net;
using InvestBot.Api.Host;

namespace InvestBot.Api.Auth;

public sealed class SignInTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Login_RightPassword_GivesTokenAndHiddenCookie()
    {
        using var client = host.Anonymous();

        var response = await client.PostAsync("/api/v1/auth/login", new { name = "VIEWER", password = ApiHost.Password });

        var session = await response.JsonAsync();
        session.GetProperty("user").Text("role").ShouldBe("viewer");
        session.GetProperty("expiresAt").GetDateTimeOffset().ShouldBeGreaterThan(host.Time.GetUtcNow().AddMinutes(59));
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/api/v1/auth");
    }

    [Theory]
    [InlineData("viewer", "wrong")]
    [InlineData("nobody", ApiHost.Password)]
    public async Task Login_WrongNameOrPassword_IsRefusedAlike(string name, string password)
    {
        using var client = host.Anonymous();

        var problem = await (await client.PostAsync("/api/v1/auth/login", new { name, password })).JsonAsync(HttpStatusCode.Unauthorized);

        problem.Text("code").ShouldBe("wrong-credentials");
    }

    [Fact]
    public async Task Login_FiveFailures_LocksForAQuarterOfAnHour()
    {
        await host.AddUserAsync("clumsy", Roles.Viewer);
        using var client = host.Anonymous();
        for (var i = 0; i < 4; i++)
            (await client.PostAsync("/api/v1/auth/login", new { name = "clumsy", password = "wrong" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var fifth = await (await client.PostAsync("/api/v1/auth/login", new { name = "clumsy", password = "wrong" })).JsonAsync(HttpStatusCode.Locked);

        var right = await (await client.PostAsync("/api/v1/auth/login", new { name = "clumsy", password = ApiHost.Password })).JsonAsync(HttpStatusCode.Locked);
        host.Time.MoveOn(TimeSpan.FromMinutes(16));
        var later = await client.PostAsync("/api/v1/auth/login", new { name = "clumsy", password = ApiHost.Password });

        fifth.Text("code").ShouldBe("locked-out");
        right.GetProperty("retryAfter").GetInt32().ShouldBeInRange(1, 900);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_ExpiredLock_GivesFiveTriesAgain()
    {
        await host.AddUserAsync("slow", Roles.Viewer);
        using var client = host.Anonymous();
        for (var i = 0; i < 5; i++) await client.PostAsync("/api/v1/auth/login", new { name = "slow", password = "wrong" });
        host.Time.MoveOn(TimeSpan.FromMinutes(16));

        var first = await client.PostAsync("/api/v1/auth/login", new { name = "slow", password = "wrong" });

        first.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_OlderThanAnHour_IsRefused()
    {
        using var client = await host.AsAsync("viewer");
        (await client.GetAsync("/api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        host.Time.MoveOn(TimeSpan.FromMinutes(61));

        (await client.GetAsync("/api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_ChangedOrUnsigned_IsRefused()
    {
        var parts = (await host.TokenAsync("viewer")).Split('.');
        var admin = (await host.TokenAsync("admin")).Split('.');
        string[] forged = [$"{parts[0]}.{admin[1]}.{parts[2]}", $"eyJhbGciOiJub25lIn0.{admin[1]}.", $"{parts[0]}.{parts[1]}.", "x", ""];

        foreach (var token in forged)
        {
            using var client = host.Anonymous();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            (await client.GetAsync("/api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, token);
        }
    }

    [Fact]
    public async Task Password_Changed_EndsOldSessions()
    {
        await host.AddUserAsync("careful", Roles.Viewer);
        using var client = host.Anonymous();
        var old = await Session.OpenAsync(host, "careful");
        host.Time.MoveOn(TimeSpan.FromSeconds(2));
        client.DefaultRequestHeaders.Authorization = new("Bearer", old.AccessToken);

        var weak = await client.PostAsync("/api/v1/auth/password", new { current = ApiHost.Password, @new = "short" });
        var changed = await client.PostAsync("/api/v1/auth/password", new { current = ApiHost.Password, @new = "another long password" });

        (await weak.JsonAsync(HttpStatusCode.UnprocessableEntity)).Text("code").ShouldBe("weak-password");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/auth/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await old.RefreshAsync(host)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.PostAsync("/api/v1/auth/login", new { name = "careful", password = "another long password" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task FirstAdmin_WithUsersThere_ChangesNothing()
    {
        (await host.Services.EnsureAdminAsync("intruder", "a password of some length", CancellationToken.None)).ShouldBeFalse();

        (await host.Storage.Users.FindByNameAsync("intruder", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task FirstAdmin_FromAFileWithUsersThere_LeavesTheFile()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "a password of some length", CancellationToken.None);

        (await host.Services.EnsureAdminFromFileAsync("intruder", file, CancellationToken.None)).ShouldBeFalse();

        File.Exists(file).ShouldBeTrue();
        File.Exists(FirstAdmin.TakenFile(file)).ShouldBeFalse();
        File.Delete(file);
    }
}
