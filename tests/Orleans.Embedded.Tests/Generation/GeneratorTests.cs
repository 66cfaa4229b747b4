namespace InvestBot.Orleans.Embedded.Tests.Generation;

public sealed class GeneratorTests
{
    [Theory]
    [InlineData("public interface IA : IGrainWithStringKey { int Count(); }", "IBG002", "IA.Count")]
    [InlineData("public interface IA : IGrainWithStringKey { void Tell(); }", "IBG002", "IA.Tell")]
    [InlineData("public interface IA : IGrainWithStringKey { Task Tell<T>(T what); }", "IBG002", "generic")]
    [InlineData("public interface IA : IGrainWithStringKey { Task Tell(ref int what); }", "IBG002", "by value")]
    [InlineData("public interface IA : IGrainWithStringKey { int Count { get; } }", "IBG002", "methods only")]
    [InlineData("public class Out { private interface IA : IGrainWithStringKey { Task Tell(); } }", "IBG001", "private")]
    [InlineData("public interface IA : IGrainWithStringKey; public class Out { private class AGrain : Grain, IA; }", "IBG003", "private")]
    [InlineData("public class Out<T> { public interface IA : IGrainWithStringKey { Task Tell(T what); } }", "IBG004", "inside a generic type")]
    [InlineData("public interface IA : IGrainWithStringKey; public class Out<T> { public class AGrain : Grain, IA; }", "IBG004", "inside a generic type")]
    public void Source_ThatCannotBeCalled_IsRefusedWithItsName(string source, string id, string words)
    {
        var problem = Compiled.From(source).Diagnostics.ShouldHaveSingleItem();
        problem.Id.ShouldBe(id);
        problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain(words);
    }

    [Theory]
    [InlineData("public interface IA : IGrainWithStringKey { Task<string?> Find(string? key, CancellationToken token = default); }")]
    [InlineData("public interface IA : IGrainWithStringKey { ValueTask<(int Left, string? Right)> Pair((int A, int B) of, params int[] more); }")]
    [InlineData("public interface IA : IGrainWithStringKey { Task @class(int @event); Task Overload(int a); Task Overload(string a); }")]
    [InlineData("public interface IB : IGrain { Task Shared(); } public interface IA : IB, IGrainWithStringKey { Task Own(); }")]
    [InlineData("public interface IA : IGrainObserver { void Heard(string word); Task HeardToo(string word); }")]
    [InlineData("public interface IA : IGrainWithStringKey { [OneWay] ValueTask Drop(DateTimeOffset at, decimal amount); [OneWay] Task<int> Odd(); }")]
    [InlineData("public interface IA<T> : IGrainWithStringKey { Task Tell(T what); } public class AGrain<T> : Grain, IA<T> { public Task Tell(T what) => Task.CompletedTask; }")]
    [InlineData("public interface IA<in T, U> : IGrainWithGuidKey where T : class, IDisposable where U : struct { Task<U?> Ask(T what); }")]
    [InlineData("public interface IA<T> : IGrain where T : notnull, new() { ValueTask<T> Ask(T? what); } public interface IB : IA<int>, IGrainWithStringKey;")]
    [InlineData("namespace @namespace { public class Out { public interface IA : IGrainWithGuidKey { Task<System.Collections.Generic.Dictionary<string, int[]?>> All(); } } }")]
    public void Source_ThatCanBeCalled_Compiles(string source) => Compiled.From(source).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void Source_WithoutGrains_GetsNothing() => Compiled.From("public interface IPlain { int Count(); }").Generated.ShouldBeEmpty();
}
