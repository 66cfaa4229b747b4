using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Idempotency;

public sealed class IdempotencyStoreTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IdempotencyStore Store => fleet.Storage.Idempotency;

    [Fact]
    public async Task Request_Repeated_GetsTheFirstAnswer()
    {
        (await Store.BeginAsync("ada", "k1", [1], Token)).State.ShouldBe(IdempotencyState.Started);
        (await Store.BeginAsync("ada", "k1", [1], Token)).State.ShouldBe(IdempotencyState.InProgress);
        await Store.CompleteAsync("ada", "k1", new StoredAnswer(201, "application/json", Samples.Bytes("{}")), Token);

        IdempotencyResult again = await Store.BeginAsync("ada", "k1", [1], Token);

        again.State.ShouldBe(IdempotencyState.Answered);
        (again.Answer!.Status, again.Answer.ContentType, Samples.Text(again.Answer.Body)).ShouldBe((201, "application/json", "{}"));
    }

    [Fact]
    public async Task Key_UsedForAnotherRequest_IsAMismatch()
    {
        await Store.BeginAsync("ada", "k2", [1], Token);

        (await Store.BeginAsync("ada", "k2", [2], Token)).State.ShouldBe(IdempotencyState.Mismatch);
        (await Store.BeginAsync("bob", "k2", [2], Token)).State.ShouldBe(IdempotencyState.Started);
    }

    [Fact]
    public async Task Key_Abandoned_CanBeUsedAgain()
    {
        await Store.BeginAsync("ada", "k3", [1], Token);
        await Store.AbandonAsync("ada", "k3", Token);

        (await Store.BeginAsync("ada", "k3", [1], Token)).State.ShouldBe(IdempotencyState.Started);
    }
}
