using System.Globalization;
using System.Text;
using InvestBot.GrainInterfaces.Json;

namespace InvestBot.Grains.Tests.Json;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("100", "100")]
    [InlineData("-1.2300", "-1.23")]
    [InlineData("0.0000000001", "0.0000000001")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("-7.9228162514264337593543950335", "-7.9228162514264337593543950335")]
    public void Decimal_Written_IsPlainDigitsWithoutZerosAtItsEnd(string value, string expected)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);
        Encoding.UTF8.GetString(DomainJson.Bytes(number)).ShouldBe($"\"{expected}\"");
        DomainJson.Read<decimal>(DomainJson.Bytes(number)).ShouldBe(number);
    }
}
