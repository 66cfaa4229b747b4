using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Tests.Generation;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Tests.Registry;

public sealed class MessageTests
{
    private const string Plain = "public record Plain(int Number); ";

    [Theory]
    [InlineData(Plain + "public interface IA : IGrainWithStringKey { Task Go(Plain what); }", "IA.Go takes what a Plain,")]
    [InlineData(Plain + "public interface IA : IGrainWithStringKey { Task<Plain> Go(); }", "IA.Go answers with a Plain,")]
    [InlineData(Plain + "public interface IA : IGrainWithStringKey { ValueTask<System.Collections.Generic.List<Plain[]>?> Go(); }", "IA.Go answers with a Plain,")]
    [InlineData(Plain + "public interface IA : IGrainObserver { void Heard((int, Plain) what); }", "IA.Heard takes what a Plain,")]
    [InlineData("public interface IA : IGrainWithStringKey { Task Go(Action then); }", "IA.Go takes then a System.Action,")]
    [InlineData("public interface IA : IGrainWithStringKey { Task Go(Func<int> then); }", "IA.Go takes then a System.Func`1[System.Int32],")]
    [InlineData("public interface IA : IGrainWithStringKey { Task<System.IO.Stream> Go(); }", "IA.Go answers with a System.IO.Stream,")]
    [InlineData(Plain + "[GenerateSerializer] public record Outer([property: Id(0)] Inner Inner); [GenerateSerializer] public record Inner([property: Id(0)] Plain? Plain); public interface IA : IGrainWithStringKey { Task Go(Outer what); }", "(Outer.Inner, Inner.Plain) a Plain,")]
    public async Task Message_ThatCannotBeSerialised_FailsAtStartWithItsNameAndTheRemedy(string source, string words)
    {
        var fault = await Should.ThrowAsync<OrleansConfigurationException>(() => Start(source));
        fault.Message.ShouldContain(words);
        fault.Message.ShouldContain("mark it [GenerateSerializer]");
    }

    [Theory]
    [InlineData("public interface IA : IGrainWithStringKey { Task<(int, string?)> Go(DateTimeOffset? at, decimal[] of, System.Collections.Immutable.ImmutableArray<Guid> more, CancellationToken token); }")]
    [InlineData("[GenerateSerializer] public record Tree([property: Id(0)] Tree? Left, [property: Id(1)] System.Collections.Generic.IReadOnlyList<Tree> More); public interface IA : IGrainWithStringKey { Task<IA> Go(Tree tree); }")]
    [InlineData(Plain + "[GenerateSerializer] public struct Stand { [Id(0)] public int Number; } [RegisterConverter] public sealed class Turn : IConverter<Plain, Stand> { public Plain ConvertFromSurrogate(in Stand s) => new(s.Number); public Stand ConvertToSurrogate(in Plain p) => new() { Number = p.Number }; } public interface IA : IGrainWithStringKey { Task<Plain?> Go(System.Collections.Generic.Dictionary<string, Plain> all); }")]
    [InlineData(Plain + "[GenerateSerializer] public class Half { [Id(0)] public int Number { get; set; } public Plain? NotSent { get; set; } } public interface IA : IGrainWithStringKey { Task Go(Half half); }")]
    public async Task Message_ThatCanBeSerialised_Starts(string source) => await Start(source);

    [Fact]
    public async Task Message_OfGenericInterface_FailsAtTheFirstReference()
    {
        var compiled = Compiled.From(Plain + "public interface IA<T> : IGrainWithStringKey { Task Go(T what); } public class AGrain<T> : Grain, IA<T> { public Task Go(T what) => Task.CompletedTask; }");
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.Assemblies.Add(compiled.Assembly!));
        var contract = compiled.Assembly!.GetType("IA`1")!;
        Should.Throw<OrleansConfigurationException>(() => silo.GrainFactory.GetGrain(contract.MakeGenericType(compiled.Assembly.GetType("Plain")!), "a"))
            .Message.ShouldContain("takes what a Plain,");
        silo.GrainFactory.GetGrain(contract.MakeGenericType(typeof(int)), "a").ShouldNotBeNull();
    }

    private static async Task Start(string source)
    {
        var compiled = Compiled.From(source);
        compiled.Diagnostics.ShouldBeEmpty();
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.Assemblies.Add(compiled.Assembly!));
    }
}
