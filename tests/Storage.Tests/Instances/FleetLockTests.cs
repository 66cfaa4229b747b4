using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace InvestBot.Storage.Instances;

public sealed class FleetLockTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_WhileAnotherHoldsIt_IsRefusedUntilItIsGivenBack()
    {
        await using (FleetLock held = await fleet.Storage.TakeFleetAsync(Token))
        {
            FleetTakenException refusal = await Should.ThrowAsync<FleetTakenException>(() => fleet.Storage.TakeFleetAsync(Token));
            refusal.Message.ShouldContain("investbot fleet, process ");
            held.Lost.IsCompleted.ShouldBeFalse();
        }

        await (await fleet.Storage.TakeFleetAsync(Token)).DisposeAsync();
    }

    [Fact]
    public async Task Lost_WhenItsConnectionIsKilled_Completes()
    {
        await using FleetLock held = await fleet.Storage.TakeFleetAsync(Token);
        await KillAsync();

        await held.Lost.WaitAsync(Token);
    }

    [Fact]
    public async Task Watch_WhenItsConnectionIsKilled_HoldsTheLockAgain()
    {
        await using FleetLock held = await fleet.Storage.TakeFleetAsync(Token);
        using CancellationTokenSource end = new();
        Task watching = new FleetWatch(fleet.Storage, TimeProvider.System, NullLogger.Instance).WatchAsync(held, end.Token);

        await KillAsync();

        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand count = new(
            "select count(*) from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted and a.application_name = 'investbot fleet' and a.datname = current_database()",
            owner);
        await held.Lost.WaitAsync(Token);
        while ((long)(await count.ExecuteScalarAsync(Token))! == 0)
            Token.ThrowIfCancellationRequested();
        watching.IsCompleted.ShouldBeFalse();
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => watching);
        await (await fleet.Storage.TakeFleetAsync(Token)).DisposeAsync();
    }

    [Fact]
    public async Task Watch_WhenAnotherProcessTookTheLock_Completes()
    {
        await using FleetLock held = await fleet.Storage.TakeFleetAsync(Token);
        await KillAsync();
        await held.Lost.WaitAsync(Token);
        await using FleetLock other = await fleet.Storage.TakeFleetAsync(Token);

        await new FleetWatch(fleet.Storage, new HastyTime(), NullLogger.Instance).WatchAsync(held, Token);

        other.Lost.IsCompleted.ShouldBeFalse();
    }

    private async Task KillAsync()
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand kill = new(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'investbot fleet' and datname = current_database()",
            owner);
        await kill.ExecuteNonQueryAsync(Token);
    }

    /// <summary>A machine on which six seconds pass at each look, and every wait is over at once.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _ticks;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, 6 * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
