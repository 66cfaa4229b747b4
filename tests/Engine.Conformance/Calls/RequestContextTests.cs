using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Calls;

public interface ICarrier : IGrainWithStringKey
{
    Task<string?> Read(string key);

    Task<string?> ReadBehind(string other, string key);

    Task<string?> ReadAfterAwait(string key);

    Task Change(string key, string value);
}

public sealed class CarrierGrain : Grain, ICarrier
{
    public Task<string?> Read(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ReadBehind(string other, string key) => GrainFactory.GetGrain<ICarrier>(other).Read(key);

    public async Task<string?> ReadAfterAwait(string key)
    {
        await Task.Yield();
        return RequestContext.Get(key) as string;
    }

    public Task Change(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }
}

public sealed class RequestContextTests
{
    [Fact]
    public async Task RequestContext_SetByCaller_ReachesCalleeAndItsCallees()
    {
        await using var silo = await Silo.StartAsync();
        RequestContext.Set("who", "anna");
        var grain = silo.Grains.GetGrain<ICarrier>("a");
        (await grain.Read("who")).ShouldBe("anna");
        (await grain.ReadBehind("b", "who")).ShouldBe("anna");
        (await grain.ReadAfterAwait("who")).ShouldBe("anna");
    }

    [Fact]
    public async Task RequestContext_ChangedByCallee_DoesNotComeBack()
    {
        await using var silo = await Silo.StartAsync();
        RequestContext.Set("who", "anna");
        await silo.Grains.GetGrain<ICarrier>("a").Change("who", "bert");
        RequestContext.Get("who").ShouldBe("anna");
    }

    [Fact]
    public async Task RequestContext_OfOneRequest_IsNotSeenByTheNext()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<ICarrier>("a");
        RequestContext.Set("who", "anna");
        await Task.Run(() => grain.ReadAfterAwait("who"));
        RequestContext.Remove("who").ShouldBeTrue();
        (await grain.ReadAfterAwait("who")).ShouldBeNull();
        (await grain.Read("who")).ShouldBeNull();
    }
}
