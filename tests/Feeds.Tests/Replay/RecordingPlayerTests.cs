using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Replay;

namespace InvestBot.Feeds.Tests.Replay;

public sealed class RecordingPlayerTests
{
    private static readonly Recording Four = Recorded.Open(("BTC", ["00:00", "00:05", "00:10", "12:00"]));
    private readonly ManualTime _wall = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Play_OnceAtSixtyTimes_TakesWallTimeAndSetsTheClock()
    {
        var player = new RecordingPlayer(Four, new ReplayOptions(ReplaySpeed.Times(60), Loop: false), default, _wall);
        var seen = new List<(DateTimeOffset?, TimeSpan)>();

        await foreach (var round in player.PlayAsync(CancellationToken.None))
        {
            player.Clock.Now.ShouldBe(round.CloseTime);
            seen.Add((player.Clock.Now, _wall.Passed));
        }

        seen.ShouldBe([
            (Recorded.At(0, 5), TimeSpan.Zero), (Recorded.At(0, 10), TimeSpan.FromSeconds(5)),
            (Recorded.At(0, 15), TimeSpan.FromSeconds(10)), (Recorded.At(12, 5), TimeSpan.FromSeconds(15))]);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(50)]
    public async Task Play_WhileTheClockIsSet_KeepsItsPace(int hours)
    {
        var player = new RecordingPlayer(Four, new ReplayOptions(ReplaySpeed.Times(60), Loop: false), default, _wall);
        var seen = new List<TimeSpan>();

        await foreach (var _ in player.PlayAsync(CancellationToken.None))
        {
            seen.Add(_wall.Passed);
            _wall.Set(TimeSpan.FromHours(hours));
        }

        seen.ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15)]);
    }

    [Fact]
    public async Task Play_Looping_GoesOnInTheNextEpoch()
    {
        var player = new RecordingPlayer(Four, new ReplayOptions(ReplaySpeed.Max), default, _wall);
        (await Take(player, 9)).ShouldBe(["0 00:05", "0 00:10", "0 00:15", "0 12:05", "1 00:05", "1 00:10", "1 00:15", "1 12:05", "2 00:05"]);
        player.Position.ShouldBe(new ReplayPosition(2, Recorded.At(0, 5)));
    }

    [Fact]
    public async Task Play_ResumedAtAPosition_ContinuesThere()
    {
        var options = new ReplayOptions(ReplaySpeed.Max);
        var first = new RecordingPlayer(Four, options, default, _wall);
        await Take(first, 6);
        var second = new RecordingPlayer(Four, options, first.Position, _wall);
        second.Clock.Now.ShouldBe(Recorded.At(0, 10));
        (await Take(second, 2)).ShouldBe(["1 00:15", "1 12:05"]);
    }

    [Fact]
    public async Task Play_FromATime_LeavesHistoryOutInEveryRun()
    {
        var player = new RecordingPlayer(Four, new ReplayOptions(ReplaySpeed.Max, From: Recorded.At(0, 10)), default, _wall);
        (await Take(player, 4)).ShouldBe(["0 00:15", "0 12:05", "1 00:15", "1 12:05"]);
    }

    [Fact]
    public async Task Play_FromBehindTheEnd_Ends()
    {
        var player = new RecordingPlayer(Four, new ReplayOptions(ReplaySpeed.Max, From: Recorded.At(23, 0)), default, _wall);
        (await Take(player, 4)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Play_Cancelled_Stops()
    {
        using var cancel = new CancellationTokenSource();
        var player = new RecordingPlayer(Four, new ReplayOptions(ReplaySpeed.Max), default, _wall);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var round in player.PlayAsync(cancel.Token))
                await cancel.CancelAsync();
        });
    }

    private static async Task<List<string>> Take(RecordingPlayer player, int count)
    {
        var seen = new List<string>();
        await foreach (var round in player.PlayAsync(CancellationToken.None))
        {
            seen.Add($"{round.Epoch} {round.CloseTime:HH:mm}");
            if (seen.Count == count)
                break;
        }

        return seen;
    }
}
