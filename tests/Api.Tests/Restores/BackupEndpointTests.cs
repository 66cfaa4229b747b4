using System.Net;
using InvestBot.Api.Host;

namespace InvestBot.Api.Restores;

public sealed class BackupEndpointTests(ApiHost host)
{
    private const string Path = "/api/v1/backups";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_Made_IsListedVerifiedAndRestoredBesideAndInPlace()
    {
        var name = await host.CreateInstanceAsync();
        using var admin = await host.AsAsync("admin");

        var made = await (await admin.PostAsync(Path, new { instance = name })).JsonAsync(HttpStatusCode.Created);
        var backup = made.Text("name")!;
        var listed = await admin.GetJsonAsync($"{Path}?instance={name}");
        var verified = await (await admin.PostAsync($"{Path}/{backup}/verify")).JsonAsync();
        var beside = await (await admin.PostAsync($"{Path}/{backup}/restore", new { @as = name + "-b", confirm = name + "-b" })).JsonAsync();
        var inPlace = await (await admin.PostAsync($"{Path}/{backup}/restore", new { confirm = name })).JsonAsync();

        (listed.GetArrayLength(), listed[0].Text("name"), listed[0].Text("instance"), listed[0].Text("kind")).ShouldBe((1, backup, name, "manual"));
        verified.Text("rows").ShouldBe(made.Text("rows"));
        (beside.Text("instance"), beside.Text("waits")).ShouldBe((name + "-b", ""));
        (inPlace.Text("instance"), inPlace.Text("rows")).ShouldBe((name, made.Text("rows")));
        inPlace.Text("replaced")!.ShouldContain("-replaced-");
        (await admin.GetJsonAsync("/api/v1/instances")).ToString().ShouldContain(name + "-b");
        (await host.Storage.Audit.PageAsync(null, null, name, 100, Token)).Select(entry => (entry.Action, entry.Outcome)).Where(entry => entry.Action.StartsWith("backup.", StringComparison.Ordinal))
            .ShouldBe([("backup.restore", "200"), ("backup.verify", "200"), ("backup.create", "201")]);
    }

    [Theory]
    [InlineData("..%2F..%2Fkeys%2Fmaster.key")]
    [InlineData("..%2Fbackups%2Fcopy.ibbackup")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("..%5C..%5Ckeys%5Cmaster.key")]
    [InlineData("20270131T020000Z-daily-1f0c9a3e.ibbackup")]
    public async Task Name_ThatIsNoListedBackup_ReachesNothing(string backup)
    {
        using var admin = await host.AsAsync("admin");
        // Readable under a path that leads out of the folder and back: a name is not a path.
        var outside = System.IO.Path.Combine(host.Backups.Root, "copy.ibbackup");
        await File.WriteAllTextAsync(outside, "IBBACKUP", Token);

        var verified = await admin.PostAsync($"{Path}/{backup}/verify");
        var restored = await admin.PostAsync($"{Path}/{backup}/restore", new { confirm = "anything", @as = "anything" });

        (await verified.JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBeOneOf("unknown-backup", "unknown-path");
        (await restored.JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBeOneOf("unknown-backup", "unknown-path");
    }

    [Fact]
    public async Task List_OfAPathAsAnInstance_IsEmpty()
    {
        using var admin = await host.AsAsync("admin");

        (await admin.GetJsonAsync($"{Path}?instance=..")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Restore_WithAMistake_NamesFieldValueAndRemedy()
    {
        var (name, other) = (await host.CreateInstanceAsync(), await host.AnyInstanceAsync());
        using var admin = await host.AsAsync("admin");
        var backup = (await (await admin.PostAsync(Path, new { instance = name })).JsonAsync(HttpStatusCode.Created)).Text("name")!;

        await RefusedAsync(new { confirm = "yes" }, HttpStatusCode.UnprocessableEntity, "confirmation-needed", "confirm", "yes", $"Send '{name}'.");
        await RefusedAsync(new { confirm = "fleet", @as = "fleet" }, HttpStatusCode.UnprocessableEntity, "bad-as", "as", "fleet", "not 'fleet'");
        await RefusedAsync(new { confirm = "../x", @as = "../x" }, HttpStatusCode.UnprocessableEntity, "bad-as", "as", "../x", "lower-case letters");
        await RefusedAsync(new { confirm = other, @as = other }, HttpStatusCode.Conflict, "name-taken", "as", other, "Choose another name.");

        async Task RefusedAsync(object body, HttpStatusCode status, string code, string field, string value, string remedy)
        {
            var problem = await (await admin.PostAsync($"{Path}/{backup}/restore", body)).JsonAsync(status);
            (problem.Text("code"), problem.Text("field"), problem.Text("value")).ShouldBe((code, field, value));
            problem.Text("remedy")!.ShouldContain(remedy);
        }
    }

    [Fact]
    public async Task Fleet_IsBackedUpAndVerifiedButNotReplacedWhileItRuns()
    {
        using var admin = await host.AsAsync("admin");
        var backup = (await (await admin.PostAsync(Path, new { instance = "fleet" })).JsonAsync(HttpStatusCode.Created)).Text("name")!;

        (await (await admin.PostAsync($"{Path}/{backup}/verify")).JsonAsync()).Text("instance").ShouldBe("fleet");
        var problem = await (await admin.PostAsync($"{Path}/{backup}/restore", new { confirm = "fleet" })).JsonAsync(HttpStatusCode.Conflict);
        (problem.Text("code"), problem.Text("value"), problem.Text("remedy")).ShouldBe(("server-runs", backup, "On an empty home: investbot backup restore fleet"));
    }

    [Fact]
    public async Task Backup_ThatIsDamaged_IsNotRestored()
    {
        var name = await host.CreateInstanceAsync();
        using var admin = await host.AsAsync("admin");
        var backup = (await (await admin.PostAsync(Path, new { instance = name })).JsonAsync(HttpStatusCode.Created)).Text("name")!;
        await using (var file = File.Open(System.IO.Path.Combine(host.Backups.Root, name, backup), FileMode.Open)) file.SetLength(file.Length - 10);

        foreach (var answer in new[] { await admin.PostAsync($"{Path}/{backup}/verify"), await admin.PostAsync($"{Path}/{backup}/restore", new { confirm = name }) })
        {
            var problem = await answer.JsonAsync(HttpStatusCode.UnprocessableEntity);
            (problem.Text("code"), problem.Text("field"), problem.Text("value")).ShouldBe(("backup-refused", "name", backup));
            problem.Text("detail")!.ShouldContain("is cut off");
        }
        (await admin.GetJsonAsync($"/api/v1/instances/{name}")).Text("id").ShouldBe(name);
    }

    [Fact]
    public async Task Backups_AreForAdministrators()
    {
        using var someone = await host.AsAsync("operator");

        (await someone.GetAsync(Path, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await someone.PostAsync(Path, new { instance = "any" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
