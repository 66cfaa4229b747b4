using InvestBot.Domain.Bots;
using static InvestBot.Domain.Bots.BotCommand;
using static InvestBot.Domain.Bots.BotStatus;

namespace InvestBot.Domain.Tests.Bots;

public sealed class BotLifeTests
{
    /// <summary>The whole table; what is not in it is refused.</summary>
    private static readonly Dictionary<(BotStatus, BotCommand), BotStatus> Table = new()
    {
        [(Created, Start)] = Running,
        [(Created, EmergencyStop)] = EmergencyStopped,
        [(Created, Reset)] = Created,
        [(Created, Archive)] = Archived,
        [(Running, Start)] = Running,
        [(Running, Pause)] = Paused,
        [(Running, Resume)] = Running,
        [(Running, Stop)] = Stopped,
        [(Running, EmergencyStop)] = EmergencyStopped,
        [(Running, Reset)] = Running,
        [(Paused, Pause)] = Paused,
        [(Paused, Resume)] = Running,
        [(Paused, Stop)] = Stopped,
        [(Paused, EmergencyStop)] = EmergencyStopped,
        [(Paused, Reset)] = Paused,
        [(Stopped, Start)] = Running,
        [(Stopped, Stop)] = Stopped,
        [(Stopped, EmergencyStop)] = EmergencyStopped,
        [(Stopped, Reset)] = Stopped,
        [(Stopped, Archive)] = Archived,
        [(EmergencyStopped, EmergencyStop)] = EmergencyStopped,
        [(EmergencyStopped, Reset)] = Paused,
    };

    public static TheoryData<BotStatus, BotCommand> Pairs()
    {
        var pairs = new TheoryData<BotStatus, BotCommand>();
        foreach (var status in Enum.GetValues<BotStatus>())
            foreach (var command in Enum.GetValues<BotCommand>()) pairs.Add(status, command);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void After_EveryPair_IsAsInTheTable(BotStatus status, BotCommand command) =>
        BotLife.After(status, command).ShouldBe(Table.TryGetValue((status, command), out var after) ? after : null);

    [Fact]
    public void After_EmergencyStop_OnlyAResetLeadsOut() =>
        Enum.GetValues<BotCommand>().Where(command => BotLife.After(EmergencyStopped, command) is { } after && after != EmergencyStopped).ShouldBe([Reset]);

    [Theory]
    [InlineData(EmergencyStopped, "reset")]
    [InlineData(Archived, "archived")]
    [InlineData(Created, "Created")]
    public void Refuse_SaysWhatStandsInTheWay(BotStatus status, string word)
    {
        var refusal = BotLife.Refuse(status, Pause);
        refusal.Code.ShouldBe("not-allowed-now");
        refusal.Explanation.ShouldContain(word);
    }
}
