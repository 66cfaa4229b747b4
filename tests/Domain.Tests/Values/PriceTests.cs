using System.Globalization;
using FsCheck.Fluent;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Values;

public sealed class PriceTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void Price_ZeroOrLess_Throws(string text) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Price(decimal.Parse(text, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(1e16)]
    public void FromEstimate_NoPrice_Throws(double estimate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Price.FromEstimate(estimate, 0.01m, Rounding.Down));

    [Theory]
    [InlineData(0.0000000123, 0.0000000001, Rounding.Down, "0.0000000123")]
    [InlineData(12.349, 0.01, Rounding.Down, "12.34")]
    [InlineData(12.341, 0.01, Rounding.Up, "12.35")]
    [InlineData(12.345, 0.01, Rounding.Nearest, "12.34")]
    [InlineData(1e-30, 0.01, Rounding.Down, "0.01")]
    [InlineData(0.001, 0.01, Rounding.Down, "0.01")]
    public void FromEstimate_Estimate_IsOnTickAndNeverBelowOne(double estimate, decimal tick, Rounding rounding, string expected) =>
        Price.FromEstimate(estimate, tick, rounding).ToString().ShouldBe(expected);

    [Fact]
    public void OnTick_AnyPrice_IsTheNeighbouringMultiple() =>
        Seeded.ForAll(Numbers.Positive.SelectMany(_ => Numbers.Step, (value, tick) => (value, tick)), x =>
        {
            var price = new Price(x.value);
            var (down, up, near) = (price.OnTick(x.tick, Rounding.Down).Value, price.OnTick(x.tick, Rounding.Up).Value, price.OnTick(x.tick, Rounding.Nearest).Value);
            (down % x.tick).ShouldBe(0m);
            (up % x.tick).ShouldBe(0m);
            (near % x.tick).ShouldBe(0m);
            down.ShouldBeGreaterThanOrEqualTo(x.tick);
            down.ShouldBeLessThanOrEqualTo(Math.Max(x.tick, x.value));
            up.ShouldBeGreaterThanOrEqualTo(x.value);
            (up - down).ShouldBeLessThanOrEqualTo(x.tick);
            near.ShouldBeOneOf(down, up);
            Math.Abs(near - x.value).ShouldBeLessThanOrEqualTo(Math.Max(x.tick / 2m, x.tick - x.value));
        });

    [Fact]
    public void ToString_AnyPrice_ParsesBack() =>
        Seeded.ForAll(Numbers.Positive, value => decimal.Parse(new Price(value).ToString(), CultureInfo.InvariantCulture).ShouldBe(value));

    [Fact]
    public void ToString_OtherCulture_IsInvariant()
    {
        using var german = new InCulture("de-DE");
        new Price(1234.5m).ToString().ShouldBe("1234.5");
        new Quantity(0.25m).ToString().ShouldBe("0.25");
        new Money(-1234.5m, Currency.Usd).ToString().ShouldBe("-1234.5 USD");
        Ratio.Percent(2.5m).ToString().ShouldBe("2.5 %");
    }

    [Fact]
    public void Difference_OfTwoPrices_AddsBack()
    {
        var (low, high) = (new Price(1.1m), new Price(1.4m));
        (low + (high - low)).ShouldBe(high);
        (low - high).Abs.ShouldBe(high - low);
        ((high - low) * 2m).Value.ShouldBe(0.6m);
    }

    [Fact]
    public void Plus_Fraction_MovesByIt() => new Price(200m).Plus(Ratio.Percent(-1)).Value.ShouldBe(198m);

    [Fact]
    public void MinMax_TwoPrices_AreTheLowerAndTheHigher()
    {
        var (low, high) = (new Price(1m), new Price(2m));
        Price.Min(low, high).ShouldBe(low);
        Price.Max(low, high).ShouldBe(high);
        (low < high && high > low && low <= high && high >= low).ShouldBeTrue();
    }
}
