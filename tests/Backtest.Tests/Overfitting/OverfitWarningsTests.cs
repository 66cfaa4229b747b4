namespace InvestBot.Backtest.Overfitting;

public sealed class OverfitWarningsTests
{
    private static readonly Choice Sound = new(2, 50, 400, 0.002, 0.0018, 0.99);

    [Fact]
    public void Of_ASoundChoice_AreNone() => OverfitWarnings.Of(Sound).ShouldBeEmpty();

    [Fact]
    public void Of_ManySettings_SaySo() => OverfitWarnings.Of(Sound with { Parameters = 6 }).ShouldHaveSingleItem().ShouldContain("6 settings");

    [Fact]
    public void Of_FewTrades_SaySo() => OverfitWarnings.Of(Sound with { Trades = 59 }).ShouldHaveSingleItem().ShouldContain("59 trades for 2 settings");

    [Theory]
    [InlineData(0.0009, "Out of sample only 45 %")]
    [InlineData(-0.0001, "lost out of sample")]
    public void Of_AReturnThatDecays_SaySo(double tried, string words) => OverfitWarnings.Of(Sound with { OutOfSample = tried }).ShouldHaveSingleItem().ShouldContain(words);

    [Fact]
    public void Of_NoGainInSample_SaySo() => OverfitWarnings.Of(Sound with { InSample = 0 }).ShouldHaveSingleItem().ShouldContain("gained nothing");

    [Fact]
    public void Of_ALowDeflatedSharpe_SaySo() => OverfitWarnings.Of(Sound with { DeflatedSharpe = 0.6 }).ShouldHaveSingleItem().ShouldContain("0.60");
}
