using System.Globalization;
using FsCheck.Fluent;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Values;

public sealed class MoneyTests
{
    private static readonly Currency Sol = new("SOL");

    [Fact]
    public void Addition_TwoCurrencies_Throws()
    {
        var dollars = new Money(1m, Currency.Usd);
        var coins = new Money(1m, Sol);
        Should.Throw<InvalidOperationException>(() => dollars + coins);
        Should.Throw<InvalidOperationException>(() => dollars - coins);
        Should.Throw<InvalidOperationException>(() => dollars < coins);
        Should.Throw<InvalidOperationException>(() => dollars + default(Money));
    }

    [Fact]
    public void Arithmetic_OneCurrency_KeepsIt()
    {
        var one = new Money(1m, Sol);
        (one + one).ShouldBe(new Money(2m, Sol));
        (one - one).ShouldBe(Money.Zero(Sol));
        (-one).IsNegative.ShouldBeTrue();
        (one * Ratio.Percent(25)).ShouldBe(new Money(0.25m, Sol));
        (one > -one && -one < one && one >= -one && -one <= one).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.125, 2, 0.12)]
    [InlineData(0.135, 2, 0.14)]
    [InlineData(-0.125, 2, -0.12)]
    public void Round_HalfWay_GoesToTheEvenDigit(decimal amount, int decimals, decimal expected) =>
        new Money(amount, Sol).Round(decimals).Amount.ShouldBe(expected);

    [Fact]
    public void ToString_AnyAmount_ParsesBack() =>
        Seeded.ForAll(Numbers.Positive.SelectMany(_ => Gen.Elements(1m, -1m), (value, sign) => value * sign), amount =>
        {
            var words = new Money(amount, Sol).ToString().Split(' ');
            decimal.Parse(words[0], CultureInfo.InvariantCulture).ShouldBe(amount);
            new Currency(words[1]).ShouldBe(Sol);
        });

    [Theory]
    [InlineData("U")]
    [InlineData("usd")]
    [InlineData("ABCDEFGHIJK")]
    [InlineData("U D")]
    [InlineData("ÄÖ")]
    public void Currency_NoCode_Throws(string code) => Should.Throw<ArgumentException>(() => new Currency(code));

    [Fact]
    public void Currency_Default_HasNoCode() => default(Currency).Code.ShouldBe("");

    [Fact]
    public void Ratio_PercentAndBasisPoints_AreFractions()
    {
        Ratio.Percent(2.5m).Value.ShouldBe(0.025m);
        Ratio.BasisPoints(10).Value.ShouldBe(0.001m);
        (-Ratio.One).ShouldBe(new Ratio(-1m));
        (Ratio.Zero < Ratio.One && Ratio.One > Ratio.Zero && Ratio.One >= Ratio.One && Ratio.Zero <= Ratio.One).ShouldBeTrue();
    }
}
