using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Tests.Csv;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("212.80", 2128, 1)]
    [InlineData("0.00001333", 1333, 8)]
    [InlineData("-12.50", -125, 1)]
    [InlineData("100", 100, 0)]
    [InlineData("007.1", 71, 1)]
    [InlineData(".5", 5, 1)]
    [InlineData("10.05", 1005, 2)]
    [InlineData("1.333e-05", 1333, 8)]
    [InlineData("1E3", 1000, 0)]
    [InlineData("999999999999999999", 999999999999999999, 0)]
    [InlineData("0.000000000000000001", 1, 18)]
    [InlineData("123456789.1234567891", 123456789123456789, 9)]
    public void TryParse_Number_IsExact(string text, long mantissa, int decimals)
    {
        DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var m, out var d).ShouldBeTrue();
        (m, d).ShouldBe((mantissa, decimals));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("12x")]
    [InlineData("1000000000000000000000")]
    public void TryParse_NoNumber_Refuses(string text) =>
        DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_AnyDecimalOf18Digits_RoundTrips() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>().Filter(x => Math.Abs((double)x) < 1e18),
            Gen.Choose(0, 18).ToArbitrary(),
            (whole, scale) =>
            {
                var value = whole / (decimal)Powers.OfTen(scale);
                DecimalText.TryParse(
                    Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), out var m, out var d);
                return m / (decimal)Powers.OfTen(d) == value;
            }).QuickCheckThrowOnFailure();
}
