using System.Text;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Tests.Identity;

public sealed class StableHashTests
{
    // Known values of XXH32 with seed zero: the sanity checks of xxHash and of its documentation.
    [Theory]
    [InlineData("", 0x02CC5D05)]
    [InlineData("a", 0x550D7456)]
    [InlineData("abc", 0x32D153FF)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2F)]
    public void Hash_OfText_IsXxh32(string text, uint hash) => StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)).ShouldBe(hash);

    [Fact]
    public void GrainId_HashesTypeAndKey() => GrainId.Create("abc", "a").GetUniformHashCode().ShouldBe(unchecked((0x32D153FFu * 31) + 0x550D7456u));

    [Fact]
    public void GrainId_OfNobody_HashesToZero() => default(GrainId).GetUniformHashCode().ShouldBe(0u);
}
