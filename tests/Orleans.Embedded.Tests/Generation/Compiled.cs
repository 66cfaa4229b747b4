using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using InvestBot.Orleans.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InvestBot.Orleans.Embedded.Tests.Generation;

/// <summary>Source text that went through the generator and the compiler.</summary>
internal sealed record Compiled(ImmutableArray<Diagnostic> Diagnostics, Assembly? Assembly, string Generated)
{
    private const string Usings = """
        using System; using System.Threading; using System.Threading.Tasks;
        using Orleans; using Orleans.Concurrency; using Orleans.Runtime; using Orleans.Serialization.Invocation;

        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    internal static Compiled From(string source)
    {
        var name = $"Compiled{Guid.NewGuid():N}";
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(Usings + source)], References, options);
        var driver = CSharpGeneratorDriver.Create(new GrainGenerator());
        var ran = driver.RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var found);
        var generated = string.Join('\n', ran.GetRunResult().GeneratedTrees.Select(t => t.ToString()));
        using var image = new MemoryStream();
        var emitted = complete.Emit(image);
        ImmutableArray<Diagnostic> errors = [.. found.Concat(emitted.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (!emitted.Success) return new(errors, null, generated);
        image.Position = 0;
        return new(errors, new AssemblyLoadContext(name, isCollectible: true).LoadFromStream(image), generated);
    }
}
