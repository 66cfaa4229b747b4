using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

public sealed class HighLowSpreadTests
{
    // A price that walks continuously, traded at bid and ask alike: 390 steps a bar, as the paper simulates.
    private static double Estimate(double spread, int seed)
    {
        var random = new Random(seed);
        var estimate = new HighLowSpread(2000);
        var price = 100.0;
        for (var bar = 0; bar < 2100; bar++)
        {
            var (high, low) = (double.MinValue, double.MaxValue);
            for (var step = 0; step < 390; step++)
            {
                price *= Math.Exp(0.03 / Math.Sqrt(390) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
                var traded = price * (random.Next(2) == 0 ? 1 + (spread / 2) : 1 - (spread / 2));
                (high, low) = (Math.Max(high, traded), Math.Min(low, traded));
            }
            estimate.Update(new Ohlcv(price, high, low, price, 1));
        }
        return estimate.Value;
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.03)]
    [InlineData(0.05)]
    public void Value_OfASimulatedMarket_IsNearItsSpread(double spread) =>
        Estimate(spread, 1).ShouldBe(spread, 0.009); // The paper's table I: with negative ones as zero the estimate is high where the spread is small.

    [Fact]
    public void Value_OfAWiderSpread_IsLarger() => Estimate(0.05, 2).ShouldBeGreaterThan(Estimate(0.01, 2));

    [Fact]
    public void Value_OfBarsWithoutRange_IsZero()
    {
        var spread = new HighLowSpread(3);
        for (var i = 0; i < 5; i++) spread.Update(new Ohlcv(10, 10, 10, 10, 1));

        spread.Value.ShouldBe(0);
    }
}
