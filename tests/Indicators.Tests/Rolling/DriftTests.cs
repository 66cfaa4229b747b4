using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Tests.Rolling;

public sealed class DriftTests
{
    [Fact]
    public void Sum_AfterHugeValues_IsExactAgain()
    {
        var sum = new RollingSum(10);
        foreach (var value in Enumerable.Repeat(1e17, 1_000).Concat(Enumerable.Repeat(0.1, 20)))
            sum.Update(value);
        sum.Value.ShouldBe(1.0, 1e-15);
    }

    [Fact]
    public void Variance_AfterAMillionBarsOnAHighLevel_HasNotDrifted()
    {
        const int period = 20;
        var rolling = new RollingVariance(period);
        var random = new Random(7);
        var values = new double[1_000_000];
        for (var i = 0; i < values.Length; i++)
            rolling.Update(values[i] = 1_000_000.0 + random.NextDouble());
        var window = values[^period..].Select(x => x - 1_000_000.0).ToArray();
        var expected = window.Average(x => (x - window.Average()) * (x - window.Average()));
        rolling.Variance.ShouldBe(expected, 1e-9 * expected);
    }

    [Fact]
    public void Variance_EqualValues_IsExactlyZero()
    {
        var rolling = new RollingVariance(20);
        for (var i = 0; i < 100; i++)
            rolling.Update(0.1);
        rolling.Variance.ShouldBe(0.0);
        rolling.Mean.ShouldBe(0.1);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Windowed_NonFiniteInput_IsForgottenWithTheWindow(double strange)
    {
        const int period = 5;
        for (var before = period; before < 3 * period; before++)
        {
            var sum = new RollingSum(period);
            var mean = new RollingMean(period);
            var variance = new RollingVariance(period);
            var values = Enumerable.Repeat(2.0, before).Append(strange).Concat(Enumerable.Repeat(2.0, period));
            foreach (var value in values)
            {
                sum.Update(value);
                mean.Update(value);
                variance.Update(value);
            }

            (sum.Value, mean.Value, variance.Mean, variance.Variance).ShouldBe((10.0, 2.0, 2.0, 0.0));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(2_000_000)]
    public void Period_OutOfRange_Throws(int period) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RollingSum(period)).Message.ShouldContain("1 to 1000000");
}
