using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace InvestBot.Orleans.Generator;

/// <summary>
/// Writes, for each grain interface of a project, a sealed reference class with one request class per method, and for the
/// project one class that introduces its interfaces and grain classes to the engine.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
            static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol symbol
                && symbol.IsFirstDeclaration(syntax.Node) && symbol.IsGrainInterface()
                    ? ReferenceWriter.Write(symbol)
                    : null)
            .Where(static found => found is not null);

        var classes = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
            static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol { IsAbstract: false } symbol
                && symbol.IsFirstDeclaration(syntax.Node) && symbol.IsGrainClass()
                    ? GrainClassModel.From(symbol)
                    : null)
            .Where(static found => found is not null);

        context.RegisterSourceOutput(interfaces, static (output, found) =>
        {
            foreach (var problem in found!.Problems) output.ReportDiagnostic(problem.ToDiagnostic());
            if (found.Source.Length > 0) output.AddSource(found.HintName, SourceText.From(found.Source, Encoding.UTF8));
        });

        var everything = interfaces.Collect().Combine(classes.Collect()).Combine(context.CompilationProvider.Select(static (c, _) => c.AssemblyName ?? "Unnamed"));
        context.RegisterSourceOutput(everything, static (output, found) =>
        {
            var ((references, grains), assembly) = found;
            foreach (var problem in grains.Where(static g => g!.Problem is not null)) output.ReportDiagnostic(problem!.Problem!.ToDiagnostic());
            var usable = references.Where(static r => r!.Source.Length > 0).ToImmutableArray();
            var classes = grains.Where(static g => g!.Problem is null).ToImmutableArray();
            if (usable.Length + classes.Length > 0)
                output.AddSource("GrainMetadata.g.cs", SourceText.From(MetadataWriter.Write(assembly, usable!, classes!), Encoding.UTF8));
        });
    }
}
