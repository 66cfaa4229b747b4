namespace InvestBot.Cli.Chaos;

public sealed class ChaosPlanTests
{
    [Fact]
    public void Plan_OfOneSeed_IsTheSameAgain() => ChaosPlan.Draw(50, 7).ShouldBe(ChaosPlan.Draw(50, 7));

    [Fact]
    public void Plan_OfAnotherSeed_IsAnother() => ChaosPlan.Draw(50, 7).ShouldNotBe(ChaosPlan.Draw(50, 8));

    [Fact]
    public void Plan_HasEveryKindOfDeath()
    {
        var plan = ChaosPlan.Draw(100, 1);

        plan.ShouldAllBe(death => death.After >= TimeSpan.FromSeconds(0.3) && death.After <= TimeSpan.FromSeconds(4));
        plan.ShouldContain(death => death.WhileStarting);
        plan.ShouldContain(death => death.Backend != null && death.ByForce);
        plan.ShouldContain(death => death.Backend != null && !death.ByForce);
    }
}
