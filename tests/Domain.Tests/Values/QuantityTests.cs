using System.Globalization;
using FsCheck.Fluent;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Values;

public sealed class QuantityTests
{
    [Fact]
    public void Quantity_BelowZero_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Quantity(-0.1m));
        Should.Throw<ArgumentOutOfRangeException>(() => new Quantity(1m) - new Quantity(2m));
    }

    [Fact]
    public void Quantity_ZeroWithAMinusSign_IsZero()
    {
        var zero = new Quantity(decimal.Negate(0.000m));
        zero.ShouldBe(Quantity.Zero);
        zero.ToString().ShouldBe("0");
    }

    [Fact]
    public void OnLot_AnyQuantity_IsTheLargestMultipleNotAbove() =>
        Seeded.ForAll(Numbers.Positive.SelectMany(_ => Numbers.Step, (value, lot) => (value, lot)), x =>
        {
            var lots = new Quantity(x.value).OnLot(x.lot).Value;
            (lots % x.lot).ShouldBe(0m);
            lots.ShouldBeLessThanOrEqualTo(x.value);
            (x.value - lots).ShouldBeLessThan(x.lot);
        });

    [Fact]
    public void OnLot_TrillionsInTinyLots_IsExact() =>
        new Quantity(1_000_000_000_000m).OnLot(1e-18m).Value.ShouldBe(1_000_000_000_000m);

    [Fact]
    public void OnLot_AHairBelowAMultiple_IsTheMultipleBelow() =>
        new Quantity(0.8999999999999999999999999999m).OnLot(0.3m).Value.ShouldBe(0.6m);

    [Fact]
    public void ToString_AnyQuantity_ParsesBack() =>
        Seeded.ForAll(Numbers.Positive, value => decimal.Parse(new Quantity(value).ToString(), CultureInfo.InvariantCulture).ShouldBe(value));

    [Fact]
    public void Arithmetic_TwoQuantities_AddsAndSubtracts()
    {
        (new Quantity(2m) + new Quantity(3m)).ShouldBe(new Quantity(5m));
        (new Quantity(3m) - new Quantity(3m)).IsZero.ShouldBeTrue();
        (new Quantity(3m) * Ratio.Percent(50)).ShouldBe(new Quantity(1.5m));
        Quantity.Min(new Quantity(3m), new Quantity(2m)).ShouldBe(new Quantity(2m));
        Quantity.Zero.ShouldBe(default);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ToStep_StepOfZeroOrLess_Throws(int step) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Rounding.Down.ToStep(1m, step));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(2.6, 3)]
    public void ToStep_HalfWay_GoesToTheEvenStep(decimal value, decimal expected) =>
        Rounding.Nearest.ToStep(value, 1m).ShouldBe(expected);
}
