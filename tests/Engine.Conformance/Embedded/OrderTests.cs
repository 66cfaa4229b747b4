using InvestBot.Engine.Conformance.Engines;
using InvestBot.Engine.Conformance.Turns;

namespace InvestBot.Engine.Conformance.Embedded;

/// <summary>The embedded engine keeps the order of one caller from the first call on; Orleans does once the activation is placed.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Requests_OfOneCaller_ToANewActivation_RunInOrder()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var trace = Gate.NewName();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => grain.Note(trace, i)));

        Trace.Of(trace).ShouldBe(Enumerable.Range(0, 500).Select(i => $"{i}"));
    }
}
