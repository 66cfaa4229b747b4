using InvestBot.Engine.Conformance.Engines;
using Orleans;

namespace InvestBot.Engine.Conformance.Observers;

public interface IListener : IGrainObserver
{
    Task Heard(string word);
}

public interface ISpeaker : IGrainWithStringKey
{
    Task Join(IListener listener);

    Task Leave(IListener listener);

    Task<int> Speak(string word);
}

public sealed class SpeakerGrain : Grain, ISpeaker
{
    private readonly HashSet<IListener> _listeners = [];

    public Task Join(IListener listener)
    {
        _listeners.Add(listener);
        return Task.CompletedTask;
    }

    public Task Leave(IListener listener)
    {
        _listeners.Remove(listener);
        return Task.CompletedTask;
    }

    public async Task<int> Speak(string word)
    {
        foreach (var listener in _listeners) await listener.Heard(word);
        return _listeners.Count;
    }
}

public sealed class Listener : IListener
{
    public List<string> Words { get; } = [];

    public async Task Heard(string word)
    {
        await Task.Yield();
        Words.Add(word);
    }
}

public sealed class ObserverTests
{
    [Fact]
    public async Task Observer_GivenToGrain_IsCalled()
    {
        await using var silo = await Silo.StartAsync();
        var listener = new Listener();
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);
        var speaker = silo.Grains.GetGrain<ISpeaker>("a");
        await speaker.Join(reference);
        await speaker.Speak("one");
        await speaker.Speak("two");
        listener.Words.ShouldBe(["one", "two"]);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_ReferencedTwice_IsTheSame()
    {
        await using var silo = await Silo.StartAsync();
        var listener = new Listener();
        var speaker = silo.Grains.GetGrain<ISpeaker>("a");
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);
        await speaker.Join(reference);
        await speaker.Leave(reference);
        (await speaker.Speak("one")).ShouldBe(0);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_Deleted_IsNotCalled()
    {
        await using var silo = await Silo.StartAsync();
        var listener = new Listener();
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);
        var speaker = silo.Grains.GetGrain<ISpeaker>("a");
        await speaker.Join(reference);
        silo.Grains.DeleteObjectReference<IListener>(reference);
        var speaking = speaker.Speak("one");
        await silo.AdvanceUntil(speaking);
        await Should.ThrowAsync<Exception>(() => speaking);
        listener.Words.ShouldBeEmpty();
        GC.KeepAlive(listener);
    }
}
