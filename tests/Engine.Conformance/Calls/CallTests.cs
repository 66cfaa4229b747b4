using InvestBot.Engine.Conformance.Engines;
using Orleans;

namespace InvestBot.Engine.Conformance.Calls;

public interface ICalculator : IGrainWithStringKey
{
    Task<int> Add(int left, int right);

    ValueTask<string> Name();

    Task Remember(string word);

    ValueTask Forget();

    Task<string?> Recall();

    Task<int> Slowly(string gate, int value);

    Task<int> Fail(string words);

    Task<int> FailLater(string words);

    ValueTask FailAsValueTask(string words);

    Task<int> Through(string other, int left, int right);
}

public sealed class CalculatorGrain : Grain, ICalculator
{
    private string? _word;

    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public ValueTask<string> Name() => new(this.GetPrimaryKeyString());

    public Task Remember(string word)
    {
        _word = word;
        return Task.CompletedTask;
    }

    public ValueTask Forget()
    {
        _word = null;
        return default;
    }

    public Task<string?> Recall() => Task.FromResult(_word);

    public async Task<int> Slowly(string gate, int value)
    {
        await Gate.Named(gate).PassAsync();
        return value;
    }

    public Task<int> Fail(string words) => throw new InvalidDataException(words);

    public async Task<int> FailLater(string words)
    {
        await Task.Yield();
        throw new InvalidDataException(words);
    }

    public ValueTask FailAsValueTask(string words) => throw new InvalidDataException(words);

    public async Task<int> Through(string other, int left, int right) => await GrainFactory.GetGrain<ICalculator>(other).Add(left, right);
}

public sealed class CallTests
{
    [Fact]
    public async Task Call_WithArguments_AnswersWithResult()
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<ICalculator>("a").Add(2, 3)).ShouldBe(5);
    }

    [Fact]
    public async Task Call_ValueTask_AnswersWithResult()
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<ICalculator>("alpha/BONK").Name()).ShouldBe("alpha/BONK");
    }

    [Fact]
    public async Task Call_FromGrain_ReachesOtherGrain()
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<ICalculator>("a").Through("b", 4, 5)).ShouldBe(9);
    }

    [Fact]
    public async Task Call_SameKey_MeetsSameActivation()
    {
        await using var silo = await Silo.StartAsync();
        await silo.Grains.GetGrain<ICalculator>("a").Remember("x");
        (await silo.Grains.GetGrain<ICalculator>("a").Recall()).ShouldBe("x");
        (await silo.Grains.GetGrain<ICalculator>("b").Recall()).ShouldBeNull();
        await silo.Grains.GetGrain<ICalculator>("a").Forget();
        (await silo.Grains.GetGrain<ICalculator>("a").Recall()).ShouldBeNull();
    }

    [Fact]
    public async Task Call_ThatAwaits_AnswersLater()
    {
        await using var silo = await Silo.StartAsync();
        var gate = Gate.NewName();
        var answer = silo.Grains.GetGrain<ICalculator>("a").Slowly(gate, 7);
        await Gate.Named(gate).Reached;
        answer.IsCompleted.ShouldBeFalse();
        Gate.Named(gate).Open();
        (await answer).ShouldBe(7);
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("later")]
    [InlineData("value task")]
    public async Task Call_ThatThrows_ReachesCallerWithTypeAndMessage(string when)
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<ICalculator>("a");
        var fault = await Should.ThrowAsync<InvalidDataException>(() => when switch
        {
            "later" => grain.FailLater("no such bar"),
            "value task" => grain.FailAsValueTask("no such bar").AsTask(),
            _ => grain.Fail("no such bar"),
        });
        fault.Message.ShouldBe("no such bar");
    }

    [Fact]
    public async Task Call_AfterFault_FindsActivationAlive()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<ICalculator>("a");
        await grain.Remember("x");
        await Should.ThrowAsync<InvalidDataException>(() => grain.FailLater("no"));
        (await grain.Recall()).ShouldBe("x");
    }
}
