namespace InvestBot.Cli.Backtests.Html;

public sealed class TicksTests
{
    [Theory]
    [InlineData(4096, 8494, false, "5,000 6,000 7,000 8,000")]
    [InlineData(-0.2522, 0, true, "-20 % -10 % 0 %")]
    [InlineData(-0.00012, 0, true, "-0.010 % -0.005 % 0.000 %")]
    [InlineData(0.0000093, 0.000048, false, "0.00001 0.00002 0.00003 0.00004")]
    [InlineData(1, 2, false, "1.0 1.2 1.4 1.6 1.8 2.0")]
    public void Between_TwoValues_AreRoundAndReadable(double low, double high, bool percent, string shown)
    {
        var ticks = Ticks.Between(low, high, 5);

        string.Join(' ', ticks.Values.Select(value => ticks.Text(value, percent))).ShouldBe(shown);
    }
}
