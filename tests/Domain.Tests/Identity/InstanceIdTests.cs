using InvestBot.Domain.Identity;

namespace InvestBot.Domain.Tests.Identity;

public sealed class InstanceIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("alpha-2")]
    [InlineData("a123456789012345678901234567890123456789")]
    public void InstanceId_WellFormed_IsItsName(string name) => new InstanceId(name).ToString().ShouldBe(name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2alpha")]
    [InlineData("-alpha")]
    [InlineData("Alpha")]
    [InlineData("alpha.2")]
    [InlineData("alpha\n")]
    [InlineData("alpha;drop")]
    [InlineData("a1234567890123456789012345678901234567890")]
    public void InstanceId_Malformed_Throws(string? name) => Should.Throw<ArgumentException>(() => new InstanceId(name!));

    [Fact]
    public void Default_NamesNothing() => default(InstanceId).ToString().ShouldBe("");
}
