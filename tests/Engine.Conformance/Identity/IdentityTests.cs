using System.Globalization;
using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Identity;

public interface ISelf : IAddressable
{
    Task<string> WhoAmI();
}

public interface INamed : ISelf, IGrainWithStringKey
{
    Task<INamed> Myself();
}

public interface INumbered : ISelf, IGrainWithIntegerKey;

public interface IUnique : ISelf, IGrainWithGuidKey;

public interface INumberedAndNamed : ISelf, IGrainWithIntegerCompoundKey;

public interface IUniqueAndNamed : ISelf, IGrainWithGuidCompoundKey;

[GrainType("ib.named")]
public sealed class NamedGrain : Grain, INamed
{
    public Task<string> WhoAmI() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<INamed> Myself() => Task.FromResult(this.AsReference<INamed>());
}

public sealed class NumberedGrain : Grain, INumbered
{
    public Task<string> WhoAmI() => Task.FromResult($"{this.GetPrimaryKeyLong()}");
}

public sealed class UniqueGrain : Grain, IUnique
{
    public Task<string> WhoAmI() => Task.FromResult($"{this.GetPrimaryKey()}");
}

public sealed class NumberedAndNamedGrain : Grain, INumberedAndNamed
{
    public Task<string> WhoAmI() => Task.FromResult($"{this.GetPrimaryKeyLong(out var name)} {name}");
}

public sealed class UniqueAndNamedGrain : Grain, IUniqueAndNamed
{
    public Task<string> WhoAmI() => Task.FromResult($"{this.GetPrimaryKey(out var name)} {name}");
}

public sealed class IdentityTests
{
    [Theory]
    [InlineData("alpha")]
    [InlineData("alpha/solana:DezX+pump")]
    [InlineData("Ärger € 🚀")]
    public async Task TextKey_ComesThrough(string key)
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<INamed>(key).WhoAmI()).ShouldBe(key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public async Task IntegerKey_ComesThrough(long key)
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<INumbered>(key).WhoAmI()).ShouldBe($"{key}");
    }

    [Fact]
    public async Task OtherKeys_ComeThrough()
    {
        await using var silo = await Silo.StartAsync();
        var id = Guid.Parse("6f6c1f6a-3c1d-4a52-9f1e-0d3a4b5c6d7e");
        (await silo.Grains.GetGrain<IUnique>(id).WhoAmI()).ShouldBe($"{id}");
        (await silo.Grains.GetGrain<INumberedAndNamed>(-5, "a+b").WhoAmI()).ShouldBe("-5 a+b");
        (await silo.Grains.GetGrain<IUniqueAndNamed>(id, "a+b").WhoAmI()).ShouldBe($"{id} a+b");
    }

    [Fact]
    public async Task GrainId_IsTypeAndKey()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<INamed>("alpha/BONK");
        grain.GetGrainId().ShouldBe(GrainId.Create("ib.named", "alpha/BONK"));
        grain.GetGrainId().ToString().ShouldBe("ib.named/alpha/BONK");
        GrainId.Parse("ib.named/alpha/BONK", CultureInfo.InvariantCulture).ShouldBe(grain.GetGrainId());
    }

    [Fact]
    public async Task References_ToOneGrain_AreEqual()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<INamed>("a");
        var again = silo.Grains.GetGrain<INamed>("a");
        again.ShouldBe(grain);
        again.GetHashCode().ShouldBe(grain.GetHashCode());
        silo.Grains.GetGrain<INamed>("b").ShouldNotBe(grain);
        (await grain.Myself()).ShouldBe(grain);
    }

    [Fact]
    public async Task Reference_ByIdAndInterface_MeetsTheGrain()
    {
        await using var silo = await Silo.StartAsync();
        var id = GrainId.Create("ib.named", "a");
        (await silo.Grains.GetGrain<INamed>(id).WhoAmI()).ShouldBe("a");
        (await silo.Grains.GetGrain(id).AsReference<INamed>().WhoAmI()).ShouldBe("a");
        (await ((INamed)silo.Grains.GetGrain(typeof(INamed), "a")).WhoAmI()).ShouldBe("a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task TextKey_OfNothing_IsRefused(string key)
    {
        await using var silo = await Silo.StartAsync();
        Should.Throw<ArgumentException>(() => silo.Grains.GetGrain<INamed>(key));
    }
}
