using System.Text;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Commits;

namespace InvestBot.Cli.Bench.Storage;

/// <summary>A write as grains make it: 600 bytes of state, one journal record of 300, one message and one order row.</summary>
internal static class Work
{
    private static readonly byte[] State = Encoding.UTF8.GetBytes(new string('s', 600));
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(new string('c', 300));
    private static readonly DateTimeOffset At = new(2024, 3, 1, 14, 30, 0, TimeSpan.Zero);

    /// <summary>Encrypts what one such write encrypts, as the commit does.</summary>
    internal static void Seal(DataKeyRing keys, byte[] place)
    {
        _ = keys.Seal(State, place);
        for (var part = 0; part < 3; part++) _ = keys.Seal(Content, place);
    }

    internal static GrainCommit Commit(int grain, long version) => new(
        new GrainAddress("state", "exchange", $"alpha/{grain}"),
        version,
        State,
        [new JournalEvent("order.accepted", 1, $"order-{grain}-{version}", At, Content)],
        [new OutboxMessage(version + 1, $"exchange/alpha/{grain}", "portfolio/alpha", "order.accepted", Content)],
        [new RowWrite(RowTable.Orders, $"order-{grain}-{version}", "accepted", At, Content)]);
}
