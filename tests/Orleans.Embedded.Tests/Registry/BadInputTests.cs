using InvestBot.Engine.Conformance.Calls;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Tests.Generation;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Tests.Registry;

public sealed class BadInputTests
{
    private const string Pair = "public interface IA : IGrainWithStringKey { Task Go(); } ";

    [Theory]
    [InlineData("public class BareGrain : Grain;", "BareGrain", "no grain interface")]
    [InlineData(Pair + "namespace L { public class SameGrain : Grain, IA { public Task Go() => Task.CompletedTask; } } namespace R { public class SameGrain : Grain, IA { public Task Go() => Task.CompletedTask; } }", "R.SameGrain", "'same'")]
    [InlineData(Pair + "public class State; public class KeeperGrain([PersistentState(\"s\", \"vault\")] IPersistentState<State> s) : Grain, IA { public Task Go() => Task.FromResult(s); }", "KeeperGrain", "'vault'")]
    [InlineData(Pair + "public class ConfusedGrain([PersistentState(\"s\")] string s) : Grain, IA { public Task Go() => Task.FromResult(s); }", "ConfusedGrain", "IPersistentState<T>")]
    [InlineData(Pair + "[MayInterleave(\"Nowhere\")] public class WishfulGrain : Grain, IA { public Task Go() => Task.CompletedTask; }", "WishfulGrain", "Nowhere")]
    [InlineData(Pair + "public class HiddenGrain : Grain, IA { private HiddenGrain() { } public Task Go() => Task.CompletedTask; }", "HiddenGrain", "no public constructor")]
    [InlineData(Pair + "public class BlindGrain<T> : Grain, IA { public Task Go() => Task.CompletedTask; }", "BlindGrain", "names all of its type parameters")]
    [InlineData("public interface IG<T> : IGrainWithStringKey; public class State; public class OpenGrain<T>([PersistentState(\"s\", \"vault\")] IPersistentState<State> s) : Grain, IG<T> { public object S => s; }", "OpenGrain", "'vault'")]
    [InlineData("public interface IG<T> : IGrainWithStringKey; namespace L { public class SameGrain<T> : Grain, IG<T>; } namespace R { public class SameGrain<T> : Grain, IG<T>; }", "R.SameGrain", "'same`1'")]
    public async Task Grain_ThatCannotWork_FailsAtStartWithItsNameAndTheRemedy(string source, string name, string words)
    {
        var fault = await Should.ThrowAsync<OrleansConfigurationException>(() => Start(source));
        fault.Message.ShouldContain(name);
        fault.Message.ShouldContain(words);
    }

    [Fact]
    public async Task Interface_WithTwoClasses_FailsAtTheCallWithBoth()
    {
        const string two = Pair + "public class LeftGrain : Grain, IA { public Task Go() => Task.CompletedTask; } public class RightGrain : Grain, IA { public Task Go() => Task.CompletedTask; }";
        var compiled = Compiled.From(two);
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.Assemblies.Add(compiled.Assembly!));
        var contract = compiled.Assembly!.GetType("IA")!;
        var fault = Should.Throw<ArgumentException>(() => silo.GrainFactory.GetGrain(contract, "a"));
        fault.Message.ShouldContain("LeftGrain and RightGrain");
        silo.GrainFactory.GetGrain(contract, IdSpan.Create("a"), "Left").GetGrainId().ShouldBe(GrainId.Create("left", "a"));
    }

    [Fact]
    public async Task Interface_WithoutClass_FailsAtTheCallWithItsName()
    {
        var compiled = Compiled.From(Pair);
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.Assemblies.Add(compiled.Assembly!));
        Should.Throw<ArgumentException>(() => silo.GrainFactory.GetGrain(compiled.Assembly!.GetType("IA")!, "a")).Message.ShouldContain("No grain class has IA");
    }

    [Fact]
    public async Task Type_ThatIsNoGrainInterface_FailsAtTheCall()
    {
        await using var silo = await EmbeddedSilo.StartAsync();
        Should.Throw<ArgumentException>(() => silo.GrainFactory.GetGrain(typeof(IDisposable), "a")).Message.ShouldContain("not a known grain interface");
    }

    [Fact]
    public async Task Id_OfUnknownClass_FailsAtTheCall()
    {
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.AddAssemblyOf<BadInputTests>());
        var reference = silo.GrainFactory.GetGrain<ICalculator>(GrainId.Create("nobody", "a"));
        (await Should.ThrowAsync<ArgumentException>(() => reference.Add(1, 2))).Message.ShouldContain("'nobody'");
    }

    private static async Task Start(string source)
    {
        var compiled = Compiled.From(source);
        compiled.Diagnostics.ShouldBeEmpty();
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.Assemblies.Add(compiled.Assembly!));
    }
}
