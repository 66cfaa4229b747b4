using InvestBot.Engine.Conformance.Generics;
using InvestBot.Engine.Conformance.Engines;
using InvestBot.Orleans.Embedded.Registry;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Tests.Registry;

public sealed class GenericNamesTests
{
    [Theory]
    [InlineData(typeof(List<int>), "x`1[[int]]")]
    [InlineData(typeof(List<DateTime>), "x`1[[System.DateTime]]")]
    [InlineData(typeof(Dictionary<string, List<decimal>>), "x`2[[string],[System.Collections.Generic.List`1[[decimal]]]]")]
    [InlineData(typeof(List<GenericNamesTests>), "x`1[[InvestBot.Orleans.Embedded.Tests.Registry.GenericNamesTests,InvestBot.Orleans.Embedded.Tests]]")]
    [InlineData(typeof(List<List<GenericNamesTests>>), "x`1[[System.Collections.Generic.List`1[[InvestBot.Orleans.Embedded.Tests.Registry.GenericNamesTests,InvestBot.Orleans.Embedded.Tests]]]]")]
    public void Name_OfClosedType_IsReadBack(Type closed, string expected)
    {
        var definition = expected[..3];
        GenericNames.Construct(definition, closed).ShouldBe(expected);
        var parsed = GenericNames.Parse(expected).ShouldNotBeNull();
        parsed.Definition.ShouldBe(definition);
        parsed.Arguments.ShouldBe(closed.GetGenericArguments());
    }

    [Theory]
    [InlineData("")]
    [InlineData("box")]
    [InlineData("box`1")]
    [InlineData("[[int]]")]
    [InlineData("box`1[[int")]
    [InlineData("box`1[[int]")]
    [InlineData("box`1[[int]]x")]
    [InlineData("box`1[[No.Such.Type]]")]
    [InlineData("box`1[[No.Such.Type,No.Such.Assembly]]")]
    [InlineData("box`1[[System.Collections.Generic.List`1[[int],[int]]]]")]
    public void Name_OfNoClosedType_IsNotRead(string name) => GenericNames.Parse(name).ShouldBeNull();

    // A stored id, a reminder's for example, of a type that nobody has asked for in this process.
    [Fact]
    public async Task Id_OfGenericGrain_LeadsToItInANewProcess()
    {
        await using var silo = await Silo.StartAsync();
        var id = GrainId.Create("box`1[[System.DateTime]]", "a");
        var box = silo.Grains.GetGrain(id).ShouldBeAssignableTo<IBox<DateTime>>().ShouldNotBeNull();
        await box.Put(DateTime.UnixEpoch);
        (await silo.Grains.GetGrain<IBox<DateTime>>("a").Look()).ShouldBe(DateTime.UnixEpoch);
    }
}
