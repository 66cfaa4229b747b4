using InvestBot.Engine.Conformance.Engines;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Utilities;

namespace InvestBot.Engine.Conformance.Observers;

public interface IHerald : IGrainWithStringKey
{
    /// <summary>To be renewed within ten minutes.</summary>
    Task Join(string id, IListener listener);

    Task Leave(string id);

    /// <returns>How many were told.</returns>
    Task<int> Announce(string word);
}

public sealed class HeraldGrain(TimeProvider time) : Grain, IHerald
{
    private readonly ObserverManager<string, IListener> _listeners =
        new(TimeSpan.FromMinutes(10), NullLogger.Instance) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    public Task Join(string id, IListener listener)
    {
        _listeners.Subscribe(id, listener);
        return Task.CompletedTask;
    }

    public Task Leave(string id)
    {
        _listeners.Unsubscribe(id);
        return Task.CompletedTask;
    }

    public async Task<int> Announce(string word)
    {
        await _listeners.Notify(listener => word.Length == 0 ? throw new ArgumentException("There is no word.", nameof(word)) : listener.Heard(word));
        return _listeners.Count;
    }
}

public sealed class ObserverManagerTests
{
    [Fact]
    public async Task Observer_NotRenewed_IsForgotten()
    {
        await using var silo = await Silo.StartAsync();
        var (kept, left) = (new Listener(), new Listener());
        var herald = silo.Grains.GetGrain<IHerald>("a");
        await herald.Join("kept", silo.Grains.CreateObjectReference<IListener>(kept));
        await herald.Join("left", silo.Grains.CreateObjectReference<IListener>(left));
        (await herald.Announce("one")).ShouldBe(2);

        silo.Time.Advance(TimeSpan.FromMinutes(6));
        await herald.Join("kept", silo.Grains.CreateObjectReference<IListener>(kept));
        silo.Time.Advance(TimeSpan.FromMinutes(6));

        (await herald.Announce("two")).ShouldBe(1);
        kept.Words.ShouldBe(["one", "two"]);
        left.Words.ShouldBe(["one"]);
    }

    [Fact]
    public async Task Observer_ThatLeaves_IsNotTold()
    {
        await using var silo = await Silo.StartAsync();
        var listener = new Listener();
        var herald = silo.Grains.GetGrain<IHerald>("a");
        await herald.Join("a", silo.Grains.CreateObjectReference<IListener>(listener));
        await herald.Leave("a");
        await herald.Leave("nobody");

        (await herald.Announce("one")).ShouldBe(0);
        listener.Words.ShouldBeEmpty();
    }

    [Fact]
    public async Task Observer_ThatFails_IsForgotten()
    {
        await using var silo = await Silo.StartAsync();
        var listener = new Listener();
        var herald = silo.Grains.GetGrain<IHerald>("a");
        await herald.Join("a", silo.Grains.CreateObjectReference<IListener>(listener));

        (await herald.Announce("")).ShouldBe(0);
    }
}
