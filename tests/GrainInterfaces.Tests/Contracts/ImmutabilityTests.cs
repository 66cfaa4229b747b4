namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>The embedded engine hands messages over as they are: what could change would change under its receiver.</summary>
public sealed class ImmutabilityTests
{
    [Fact]
    public void Messages_CannotChangeHoweverDeep()
    {
        Crossing.All.Reached.Count.ShouldBeGreaterThan(40);

        Crossing.All.Reached.SelectMany(Mutability.Of).Distinct().ShouldBeEmpty();
    }

    // What grains tell each other through the outbox travels as JSON, and is read into these.
    [Fact]
    public void Facts_CannotChangeHoweverDeep() => Mutability.Of(typeof(Facts.Fact)).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(WithSetter), "can be set")]
    [InlineData(typeof(WithField), "can be assigned")]
    [InlineData(typeof(WithArray), "Byte[]")]
    [InlineData(typeof(WithList), "List")]
    [InlineData(typeof(WithInterface), "IReadOnlyList")]
    [InlineData(typeof(WithOpenType), "not sealed")]
    [InlineData(typeof(WithDepth), "can be set")]
    public void Search_FindsWhatCanChange(Type type, string expected) => Mutability.Of(type).ShouldContain(text => text.Contains(expected));

    private sealed record WithSetter(int Number)
    {
        public string? Note { get; set; }
    }

    private sealed record WithField
    {
#pragma warning disable CS0649, CA1051 // Found by reflection.
        public int Number;
#pragma warning restore CS0649, CA1051
    }

    private sealed record WithArray(byte[] Bytes);

    private sealed record WithList(List<int> Numbers);

    private sealed record WithInterface(IReadOnlyList<int> Numbers);

#pragma warning disable CA1852 // Unsealed on purpose.
    private record Open(int Number);
#pragma warning restore CA1852

    private sealed record WithOpenType(Open Inner);

    private sealed record WithDepth(System.Collections.Immutable.ImmutableArray<WithSetter> Inner);
}
