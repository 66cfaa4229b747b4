using InvestBot.Storage.Instances;
using Npgsql;

namespace InvestBot.Storage.Cluster;

public sealed class ClusterSessionTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recording_TakenByOneSilo_IsFreeOnlyWhenItsSessionEnds()
    {
        await using ClusterSession other = await fleet.Storage.JoinClusterAsync(Token);
        await using (ClusterSession first = await fleet.Storage.JoinClusterAsync(Token))
        {
            (await first.TryTakeAsync("crypto", Token)).ShouldBeTrue();
            (await other.TryTakeAsync("crypto", Token)).ShouldBeFalse();
            (await other.TryTakeAsync("equities", Token)).ShouldBeTrue();
        }

        while (!await other.TryTakeAsync("crypto", Token))
            await Task.Yield();
    }

    [Fact]
    public async Task Join_WhileOneProcessHoldsTheFleet_IsRefused_AndTheOtherWayRound()
    {
        await using (await fleet.Storage.TakeFleetAsync(Token))
            await Should.ThrowAsync<FleetTakenException>(() => fleet.Storage.JoinClusterAsync(Token));
        ClusterSession? joined = null;
        while (joined is null)
        {
            // The server may take a moment to see that the lock's connection is closed.
            try
            {
                joined = await fleet.Storage.JoinClusterAsync(Token);
            }
            catch (FleetTakenException)
            {
                await Task.Yield();
            }
        }

        await using (joined)
            await Should.ThrowAsync<FleetTakenException>(() => fleet.Storage.TakeFleetAsync(Token));
    }

    [Fact]
    public async Task Session_WhoseConnectionIsKilled_IsLost()
    {
        await using ClusterSession session = await fleet.Storage.JoinClusterAsync(Token);
        await session.CheckAsync(Token);
        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand kill = new(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'investbot cluster' and datname = current_database()",
            owner);
        await kill.ExecuteNonQueryAsync(Token);

        await Should.ThrowAsync<Exception>(async () =>
        {
            while (true)
                await session.CheckAsync(Token);
        });
        await Should.ThrowAsync<Exception>(() => session.TryTakeAsync("crypto", Token));
    }

    [Fact]
    public async Task Driver_IsTheLastThatWasSaved()
    {
        (await fleet.Storage.Drivers.FindAsync("nobody's", Token)).ShouldBeNull();
        await fleet.Storage.Drivers.SaveAsync("memes", "127.0.0.1:1@1", Token);
        await fleet.Storage.Drivers.SaveAsync("memes", "127.0.0.1:2@2", Token);
        (await fleet.Storage.Drivers.FindAsync("memes", Token)).ShouldBe("127.0.0.1:2@2");
    }

    [Fact]
    public async Task Notice_ReachesWhoListens()
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<(string, long)> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task hearing = fleet.Storage.Notices.ListenAsync((instance, head) => heard.TrySetResult((instance, head)), listening.SetResult, end.Token);
        await listening.Task.WaitAsync(Token);

        await fleet.Storage.Notices.SendAsync([KeyValuePair.Create("alpha", 42L)], Token);

        (await heard.Task.WaitAsync(Token)).ShouldBe(("alpha", 42L));
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => hearing);
    }
}
