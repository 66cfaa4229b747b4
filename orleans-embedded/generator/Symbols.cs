using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InvestBot.Orleans.Generator;

/// <summary>What makes a symbol a grain's.</summary>
internal static class Symbols
{
    internal static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat;

    internal static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Of a partial type's declarations, the first with a base list: the others are never looked at.</summary>
    internal static bool IsFirstDeclaration(this INamedTypeSymbol symbol, SyntaxNode node) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault(static part => part.GetSyntax() is TypeDeclarationSyntax { BaseList: not null }) is { } first
        && first.SyntaxTree == node.SyntaxTree && first.Span == node.Span;

    internal static bool IsGrainInterface(this INamedTypeSymbol symbol) =>
        !IsMarker(symbol) && symbol.AllInterfaces.Any(static i => i.Is("Orleans.IGrain") || i.Is("Orleans.IGrainObserver"));

    internal static bool IsObserver(this INamedTypeSymbol symbol) => symbol.AllInterfaces.Any(static i => i.Is("Orleans.IGrainObserver"));

    internal static bool IsGrainClass(this INamedTypeSymbol symbol) => symbol.AllInterfaces.Any(static i => i.Is("Orleans.IGrainBase"));

    internal static bool IsReachable(this INamedTypeSymbol symbol)
    {
        for (ISymbol? at = symbol; at is INamedTypeSymbol type; at = type.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) return false;
            if (type.IsFileLocal) return false;
        }

        return true;
    }

    internal static bool IsInsideGeneric(this INamedTypeSymbol symbol)
    {
        for (var at = symbol.ContainingType; at is not null; at = at.ContainingType)
        {
            if (at.IsGenericType) return true;
        }

        return false;
    }

    /// <summary>The type as <c>typeof</c> takes it: without arguments when it is generic.</summary>
    internal static string AsTypeOfOperand(this INamedTypeSymbol symbol) =>
        (symbol.IsGenericType ? symbol.ConstructUnboundGenericType() : symbol).ToDisplayString(Full);

    /// <summary>What is asked of its type parameters, as a class declaration repeats it.</summary>
    internal static string Constraints(this INamedTypeSymbol symbol)
    {
        var text = symbol.ToDisplayString(Full.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints));
        var where = text.IndexOf(" where ", System.StringComparison.Ordinal);
        return where < 0 ? "" : text.Substring(where);
    }

    internal static bool Is(this ITypeSymbol symbol, string fullName) =>
        symbol.Name.Length <= fullName.Length && symbol.OriginalDefinition.ToDisplayString() == fullName;

    internal static AttributeData? Attribute(this ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == fullName);

    internal static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) is not null;

    private static bool IsMarker(INamedTypeSymbol symbol) => symbol.ContainingNamespace?.ToDisplayString() == "Orleans"
        && symbol.Name is "IGrain" or "IGrainObserver" or "IGrainWithStringKey" or "IGrainWithGuidKey" or "IGrainWithIntegerKey"
            or "IGrainWithGuidCompoundKey" or "IGrainWithIntegerCompoundKey";
}
