using InvestBot.Engine.Conformance.Engines;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Filters;

public interface IFiltered : IGrainWithStringKey
{
    Task<int> Double(int number);

    Task<string?> Tag();

    Task<int> Fail();

    Task<int> DoubleThrough(string other, int number);
}

public sealed class FilteredGrain : Grain, IFiltered
{
    public Task<int> Double(int number) => Task.FromResult(2 * number);

    public Task<string?> Tag() => Task.FromResult(RequestContext.Get("tag") as string);

    public Task<int> Fail() => throw new InvalidDataException("inside");

    public Task<int> DoubleThrough(string other, int number) => GrainFactory.GetGrain<IFiltered>(other).Double(number);
}

public interface ISelfFiltered : IGrainWithStringKey
{
    Task<int> Number();
}

public sealed class SelfFilteredGrain : Grain, ISelfFiltered, IIncomingGrainCallFilter
{
    public Task<int> Number() => Task.FromResult(1);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = (int)context.Result! + 41;
    }
}

public sealed class NotingFilter(string trace) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!IsOurs(context))
        {
            await context.Invoke();
            return;
        }

        Trace.Add(trace, $"in {context.MethodName}");
        try
        {
            await context.Invoke();
        }
        catch (InvalidDataException fault)
        {
            Trace.Add(trace, $"fault {fault.Message}");
            throw;
        }

        if (context.Result is int number && context.MethodName == nameof(IFiltered.Double)) context.Result = number + 1;
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsOurs(context))
        {
            await context.Invoke();
            return;
        }

        if (context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is 13) context.Request.SetArgument(0, 14);
        RequestContext.Set("tag", "from the filter");
        await context.Invoke();
        Trace.Add(trace, $"out {context.MethodName}");
    }

    // An engine may have calls of its own.
    private static bool IsOurs(IGrainCallContext context) => context.InterfaceMethod.DeclaringType == typeof(IFiltered);
}

public sealed class FilterTests
{
    [Fact]
    public async Task IncomingFilter_AroundCall_SeesItAndChangesResult()
    {
        var trace = Gate.NewName();
        await using var silo = await Silo.StartAsync(s => s.AddSingleton<IIncomingGrainCallFilter>(new NotingFilter(trace)));
        (await silo.Grains.GetGrain<IFiltered>("a").Double(4)).ShouldBe(9);
        Trace.Of(trace).ShouldBe(["in Double"]);
    }

    [Fact]
    public async Task IncomingFilter_AroundFault_SeesIt()
    {
        var trace = Gate.NewName();
        await using var silo = await Silo.StartAsync(s => s.AddSingleton<IIncomingGrainCallFilter>(new NotingFilter(trace)));
        await Should.ThrowAsync<InvalidDataException>(silo.Grains.GetGrain<IFiltered>("a").Fail);
        Trace.Of(trace).ShouldBe(["in Fail", "fault inside"]);
    }

    [Fact]
    public async Task OutgoingFilter_AroundCall_ChangesArgumentsAndContext()
    {
        var trace = Gate.NewName();
        await using var silo = await Silo.StartAsync(s => s.AddSingleton<IOutgoingGrainCallFilter>(new NotingFilter(trace)));
        var grain = silo.Grains.GetGrain<IFiltered>("a");
        (await grain.Tag()).ShouldBe("from the filter");
        (await grain.Double(13)).ShouldBe(28);
        Trace.Of(trace).ShouldBe(["out Tag", "out Double"]);
    }

    [Fact]
    public async Task Filters_AroundGrainToGrainCall_SeeBoth()
    {
        var trace = Gate.NewName();
        await using var silo = await Silo.StartAsync(s => s.AddSingleton<IIncomingGrainCallFilter>(new NotingFilter(trace)));
        (await silo.Grains.GetGrain<IFiltered>("a").DoubleThrough("b", 3)).ShouldBe(7);
        Trace.Of(trace).ShouldBe(["in DoubleThrough", "in Double"]);
    }

    [Fact]
    public async Task Grain_ThatFiltersItsOwnCalls_ChangesResult()
    {
        await using var silo = await Silo.StartAsync();
        (await silo.Grains.GetGrain<ISelfFiltered>("a").Number()).ShouldBe(42);
    }
}
