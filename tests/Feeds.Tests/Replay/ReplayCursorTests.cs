using FsCheck;
using FsCheck.Fluent;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Replay;

namespace InvestBot.Feeds.Tests.Replay;

public sealed class ReplayCursorTests
{
    private static readonly Recording Three = Recorded.Open(
        ("BTC", ["00:00", "00:05", "00:15"]), ("SOL", ["00:05", "00:10", "00:15"]), ("ETH", ["00:20"]));

    [Fact]
    public void Next_SeveralSeries_MergesByTime() =>
        Rounds(new ReplayCursor(Three)).ShouldBe(["00:05 BTC", "00:10 BTC SOL", "00:15 SOL", "00:20 BTC SOL", "00:25 ETH"]);

    [Fact]
    public void Next_Round_IsKnownAtItsClose()
    {
        var round = new ReplayCursor(Three).Next()!;
        (round.OpenTime, round.CloseTime).ShouldBe((Recorded.At(0, 0), Recorded.At(0, 5)));
    }

    [Fact]
    public void Seek_AnyDeliveredPosition_ContinuesWithoutRepeatOrLoss()
    {
        var all = Rounds(new ReplayCursor(Three));
        for (var taken = 0; taken <= all.Length; taken++)
        {
            var first = new ReplayCursor(Three);
            for (var i = 0; i < taken; i++)
                first.Next();
            Rounds(new ReplayCursor(Three, first.Position)).ShouldBe(all[taken..]);
        }
    }

    [Fact]
    public void SeekTo_BetweenRounds_TakesTheNextClose()
    {
        var cursor = new ReplayCursor(Three);
        cursor.SeekTo(Recorded.At(0, 12));
        cursor.NextClose.ShouldBe(Recorded.At(0, 15));
        cursor.SeekTo(Recorded.At(0, 15));
        cursor.NextClose.ShouldBe(Recorded.At(0, 20));
        cursor.SeekTo(Recorded.At(1, 0));
        cursor.NextClose.ShouldBeNull();
        cursor.Next().ShouldBeNull();
    }

    [Fact]
    public void Restart_AtTheEnd_BeginsTheNextEpoch()
    {
        var cursor = new ReplayCursor(Three);
        _ = Rounds(cursor);
        cursor.Restart();
        cursor.Position.ShouldBe(new ReplayPosition(1, null));
        cursor.Next()!.Epoch.ShouldBe(1);
    }

    [Fact]
    public void Next_AnySeries_DeliversEveryBarOnceInOrder() =>
        Prop.ForAll(
            Gen.ListOf(Gen.SubListOf(Enumerable.Range(0, 100)).Where(x => x.Count > 0)).Where(x => x.Count is > 0 and < 6).ToArbitrary(),
            minutes =>
            {
                var recording = Recorded.Open([.. minutes.Select((x, i) =>
                    ($"S{i}", x.Order().Select(m => $"{m / 12:00}:{m % 12 * 5:00}").ToArray()))]);
                var cursor = new ReplayCursor(recording);
                var rounds = new List<ReplayRound>();
                while (cursor.Next() is { } round)
                    rounds.Add(round);
                return rounds.Sum(x => x.Bars.Length) == minutes.Sum(x => x.Count)
                    && rounds.Zip(rounds.Skip(1)).All(x => x.First.CloseTime < x.Second.CloseTime)
                    && rounds.All(x => x.Bars.All(bar => bar.Bar.OpenTime == x.OpenTime))
                    && rounds.All(x => x.Bars.Select(bar => bar.Instrument.Id).Distinct().Count() == x.Bars.Length);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static string[] Rounds(ReplayCursor cursor)
    {
        var rounds = new List<string>();
        while (cursor.Next() is { } round)
        {
            var symbols = round.Bars.Select(x => x.Instrument.Id.Symbol.Replace("/USDT", "", StringComparison.Ordinal));
            rounds.Add($"{round.CloseTime:HH:mm} {string.Join(' ', symbols)}");
        }

        return [.. rounds];
    }
}
