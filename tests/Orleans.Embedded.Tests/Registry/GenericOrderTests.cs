using InvestBot.Engine.Conformance.Engines;
using Orleans;

namespace InvestBot.Orleans.Embedded.Tests.Registry;

public interface IShelf<TKey, TValue> : IGrainWithIntegerKey
    where TKey : notnull
{
    ValueTask<int> Put(TKey key, TValue value);
}

public sealed class ShelfGrain<TValue, TKey> : Grain, IShelf<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = [];

    public ValueTask<int> Put(TKey key, TValue value)
    {
        _values[key] = value;
        return new(_values.Count);
    }
}

/// <summary>Orleans takes the arguments by their place and fails at the call; here they are taken by name.</summary>
public sealed class GenericOrderTests
{
    [Fact]
    public async Task GenericGrain_WithParametersInAnotherOrder_IsFound()
    {
        await using var silo = await Silo.StartAsync();
        var shelf = silo.Grains.GetGrain<IShelf<string, int>>(1);
        (await shelf.Put("one", 1)).ShouldBe(1);
        (await shelf.Put("two", 2)).ShouldBe(2);
    }
}
