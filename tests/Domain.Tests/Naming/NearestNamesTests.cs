using InvestBot.Domain.Naming;

namespace InvestBot.Domain.Tests.Naming;

public sealed class NearestNamesTests
{
    private static readonly string[] Names = ["BONK", "BOME", "SHIB", "WIF", "SOL"];

    [Theory]
    [InlineData("BONKK", "BONK")]
    [InlineData("bonk", "BONK")]
    [InlineData("WI", "WIF")]
    [InlineData("SHBI", "SHIB")]
    public void Of_AMistypedName_PutsTheMeantOneFirst(string wanted, string meant) => NearestNames.Of(wanted, Names)[0].ShouldBe(meant);

    [Fact]
    public void Advice_WhenNothingIsNear_NamesAll() => NearestNames.Advice("QQQQQQ", Names).ShouldBe("There is BOME, BONK, SHIB, SOL, WIF.");

    [Fact]
    public void Advice_WhenSomethingIsNear_AsksForIt() => NearestNames.Advice("SOLL", Names).ShouldBe("Did you mean SOL?");
}
