using InvestBot.Cli.Chaos.Planted;

namespace InvestBot.Cli.Chaos;

public sealed class ChaosPlanTests
{
    [Fact]
    public void Plan_OfOneSeed_IsTheSameAgain() => ChaosPlan.Draw(50, 7, null).ShouldBe(ChaosPlan.Draw(50, 7, null));

    [Fact]
    public void Plan_OfAnotherSeed_IsAnother() => ChaosPlan.Draw(50, 7, null).ShouldNotBe(ChaosPlan.Draw(50, 8, null));

    [Fact]
    public void Plan_OfTwenty_HasEveryKindOfDeath()
    {
        var plan = ChaosPlan.Draw(20, 1, null);

        plan.ShouldAllBe(death => death.After <= TimeSpan.FromSeconds(2));
        plan.Select(death => death.Moment).Distinct().Order().ShouldBe([Moment.Starting, Moment.Trading, Moment.Sent]);
        plan.Select(death => death.Harm).Distinct().Order().ShouldBe([Harm.None, Harm.ConnectionEnded, Harm.ConnectionKilled, Harm.DatabaseKilled]);
    }

    [Fact]
    public void Plan_WithUnflushedCommits_StrikesTheDatabaseBehindAnOrder() =>
        ChaosPlan.Draw(5, 1, Mistakes.UnflushedCommits).ShouldAllBe(death => death.Moment == Moment.Sent && death.Harm == Harm.DatabaseKilled);
}
