using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Users;

public sealed class UserStoreTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_Added_IsFoundWhateverTheCase()
    {
        User user = NewUser("case", "Ada");
        (await fleet.Storage.Users.AddAsync(user, Token)).ShouldBeTrue();

        (await fleet.Storage.Users.FindByNameAsync("ADA", Token)).ShouldBe(user);
        (await fleet.Storage.Users.AddAsync(NewUser("other", "ada"), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Failures_UpToTheLimit_LockOnce()
    {
        await fleet.Storage.Users.AddAsync(NewUser("locked", "Grace"), Token);
        DateTimeOffset until = Samples.Start.AddMinutes(15);

        User?[] seen = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fleet.Storage.Users.CountFailureAsync("locked", 5, until, Token)));

        seen.Select(user => user!.FailedCount).Order().ShouldBe([1, 2, 3, 4, 5]);
        seen.Count(user => user!.LockedUntil == until).ShouldBe(1);
        await fleet.Storage.Users.ClearFailuresAsync("locked", Token);
        (await fleet.Storage.Users.FindAsync("locked", Token)).ShouldBe(NewUser("locked", "Grace"));
    }

    [Fact]
    public async Task Refresh_EachTokenOnce_AndAReusedOneRevokesItsFamily()
    {
        await fleet.Storage.Users.AddAsync(NewUser("tokens", "Tok"), Token);
        DateTimeOffset expires = Samples.Start.AddDays(1);
        await fleet.Storage.RefreshTokens.AddAsync([1], "family", "tokens", Samples.Start, expires, Token);

        (await Rotate(1, 2)).ShouldBe(new RefreshResult(RefreshOutcome.Rotated, "tokens"));
        (await Rotate(2, 3)).Outcome.ShouldBe(RefreshOutcome.Rotated);
        (await Rotate(9, 10)).ShouldBe(new RefreshResult(RefreshOutcome.Unknown, null));
        (await Rotate(1, 4)).Outcome.ShouldBe(RefreshOutcome.Reused);
        (await Rotate(3, 5)).Outcome.ShouldBe(RefreshOutcome.Revoked);
    }

    [Fact]
    public async Task Refresh_UsedByTwoAtOnce_RotatesForOne()
    {
        await fleet.Storage.Users.AddAsync(NewUser("race", "Race"), Token);
        await fleet.Storage.RefreshTokens.AddAsync([20], "race", "race", Samples.Start, Samples.Start.AddDays(1), Token);

        RefreshResult[] results = await Task.WhenAll(Rotate(20, 21), Rotate(20, 22));

        results.Select(result => result.Outcome).ShouldBe([RefreshOutcome.Rotated, RefreshOutcome.Reused], ignoreOrder: true);
    }

    [Fact]
    public async Task Refresh_TooOld_IsExpired()
    {
        await fleet.Storage.Users.AddAsync(NewUser("old", "Old"), Token);
        await fleet.Storage.RefreshTokens.AddAsync([30], "old", "old", Samples.Start, Samples.Start, Token);

        (await Rotate(30, 31)).Outcome.ShouldBe(RefreshOutcome.Expired);
    }

    [Fact]
    public async Task Audit_Paged_NewestFirst()
    {
        for (int i = 0; i < 3; i++)
            await fleet.Storage.Audit.AddAsync(new AuditEntry(0, Samples.Start.AddTicks(i), "ada", "bot.pause", "alpha", "done", Samples.Bytes($"{i}")), Token);
        await fleet.Storage.Audit.AddAsync(new AuditEntry(0, Samples.Start, "bob", "bot.stop", "beta", "refused", default), Token);

        IReadOnlyList<AuditEntry> page = await fleet.Storage.Audit.PageAsync(null, "ada", null, 2, Token);
        IReadOnlyList<AuditEntry> next = await fleet.Storage.Audit.PageAsync(page[^1].Sequence, "ada", "alpha", 2, Token);

        page.Select(entry => Samples.Text(entry.Detail)).ShouldBe(["2", "1"]);
        next.Select(entry => Samples.Text(entry.Detail)).ShouldBe(["0"]);
    }

    private Task<RefreshResult> Rotate(byte shown, byte next) =>
        fleet.Storage.RefreshTokens.RotateAsync([shown], [next], Samples.Start.AddHours(1), Samples.Start.AddDays(1), Token);

    private static User NewUser(string id, string name) => new(id, name, "operator", "hash", 0, null, Samples.Start);
}
