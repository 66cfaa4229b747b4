using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Generics;

public interface IBox<T> : IGrainWithStringKey
{
    Task Put(T content);

    Task<T?> Look();

    Task<IBox<T>> Myself();
}

public sealed class BoxGrain<T> : Grain, IBox<T>
{
    private T? _content;

    public Task Put(T content)
    {
        _content = content;
        return Task.CompletedTask;
    }

    public Task<T?> Look() => Task.FromResult(_content);

    public Task<IBox<T>> Myself() => Task.FromResult(this.AsReference<IBox<T>>());
}

public interface IScale<T> : IGrainWithStringKey
{
    Task<string> Weigh(T what);
}

public sealed class NumberScaleGrain : Grain, IScale<int>
{
    public Task<string> Weigh(int what) => Task.FromResult($"number {what}");
}

public sealed class TextScaleGrain : Grain, IScale<string>
{
    public Task<string> Weigh(string what) => Task.FromResult($"text {what}");
}

public sealed class GenericTests
{
    [Fact]
    public async Task GenericGrain_OfEachType_IsAnother()
    {
        await using var silo = await Silo.StartAsync();
        var numbers = silo.Grains.GetGrain<IBox<int>>("a");
        var words = silo.Grains.GetGrain<IBox<string>>("a");
        await numbers.Put(7);
        await words.Put("seven");
        (await numbers.Look()).ShouldBe(7);
        (await words.Look()).ShouldBe("seven");
        (await silo.Grains.GetGrain<IBox<int>>("b").Look()).ShouldBe(0);
        numbers.GetGrainId().ShouldNotBe(words.GetGrainId());
    }

    [Fact]
    public async Task GenericGrain_ByReference_IsTheSame()
    {
        await using var silo = await Silo.StartAsync();
        var box = silo.Grains.GetGrain<IBox<decimal>>("a");
        await box.Put(1.5m);
        var again = await box.Myself();
        again.ShouldBe(box);
        (await again.Look()).ShouldBe(1.5m);
        (await silo.Grains.GetGrain<IBox<decimal>>(box.GetGrainId()).Look()).ShouldBe(1.5m);
    }

    [Fact]
    public async Task GenericInterface_OfAPlainClass_LeadsToIt()
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<IScale<int>>("a").Weigh(3)).ShouldBe("number 3");
        (await silo.Grains.GetGrain<IScale<string>>("a").Weigh("b")).ShouldBe("text b");
    }

    [Fact]
    public async Task GenericInterface_WithoutClassForAType_IsRefusedWithItsName()
    {
        await using var silo = await Silo.StartAsync();
        Should.Throw<ArgumentException>(() => silo.Grains.GetGrain<IScale<long>>("a")).Message.ShouldContain(nameof(IScale<>));
    }
}
