namespace InvestBot.Backtest.Overfitting;

public sealed class DeflatedSharpeTests
{
    // The numerical example of Bailey and López de Prado (2014): 100 trials of 1,250 daily returns, best Sharpe ratio 2.5 a year,
    // variance of the trials' yearly ratios 1/2, skewness -3, kurtosis 10: expected maximum 0.1132 a day, deflated ratio 0.9004.
    [Fact]
    public void Of_ThePaper_s_Example_IsThePaper_s_Result()
    {
        var expected = DeflatedSharpe.ExpectedMaximum(100, 0.5 / 250.0);
        var best = new ReturnShape(1250, 2.5 / Math.Sqrt(250.0), -3.0, 10.0);

        expected.ShouldBe(0.1132, 0.00005);
        DeflatedSharpe.Of(best, 100, 0.5 / 250.0).ShouldNotBeNull().ShouldBe(0.9004, 0.00005);
    }

    // The same example with 46 trials is at 0.9505, "exactly" the 95 % level.
    [Fact]
    public void Of_ThePaper_s_SecondExample_IsThePaper_s_Result() =>
        DeflatedSharpe.Of(new ReturnShape(1250, 2.5 / Math.Sqrt(250.0), -3.0, 10.0), 46, 0.5 / 250.0).ShouldNotBeNull().ShouldBe(0.9505, 0.00005);

    [Fact]
    public void Probability_OfNormalReturnsAtTheReference_IsOneHalf() =>
        DeflatedSharpe.Probability(new ReturnShape(500, 0.1, 0.0, 3.0), 0.1).ShouldNotBeNull().ShouldBe(0.5, 1e-12);

    [Fact]
    public void Probability_OfReturnsThatDoNotVary_IsUnknown() => DeflatedSharpe.Probability(ReturnShape.Of([0.01, 0.01, 0.01]), 0).ShouldBeNull();

    [Fact]
    public void Shape_OfASample_IsItsMoments()
    {
        // Mean 2, deviations -1, -1, 0, 0, 0, 2: variance 1, third moment 1, fourth 3.
        var shape = ReturnShape.Of([1, 1, 2, 2, 2, 4]);

        shape.Skewness.ShouldBe(1.0, 1e-12);
        shape.Kurtosis.ShouldBe(3.0, 1e-12);
        shape.Sharpe.ShouldNotBeNull().ShouldBe(2.0 / Math.Sqrt(6.0 / 5.0), 1e-12);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-1.2815515655446004, 0.1)]
    [InlineData(3.090232306167813, 0.999)]
    public void NormalLaw_AtKnownPlaces_IsKnown(double x, double below)
    {
        NormalLaw.Below(x).ShouldBe(below, 1e-13);
        NormalLaw.Quantile(below).ShouldBe(x, 1e-11);
    }
}
