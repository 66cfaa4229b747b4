using Microsoft.CodeAnalysis;

namespace InvestBot.Orleans.Generator;

/// <summary>What a grain method returns.</summary>
internal sealed class MethodShape
{
    private MethodShape(bool isVoid, bool isValueTask, ITypeSymbol? result)
    {
        IsVoid = isVoid;
        IsValueTask = isValueTask;
        Result = result;
    }

    internal bool IsVoid { get; }

    internal bool IsValueTask { get; }

    internal ITypeSymbol? Result { get; }

    /// <summary>The request's result type in C#.</summary>
    internal string ResultName => Result?.ToDisplayString(Symbols.Annotated) ?? "global::InvestBot.Orleans.Embedded.Calls.Nothing";

    internal static MethodShape? Of(IMethodSymbol method)
    {
        if (method.ReturnsVoid) return new(true, false, null);
        if (method.ReturnType is not INamedTypeSymbol type || type.ContainingNamespace.ToDisplayString() != "System.Threading.Tasks") return null;
        var result = type.TypeArguments.Length == 1 ? type.TypeArguments[0] : null;
        return type.Name switch
        {
            "Task" => new(false, false, result),
            "ValueTask" => new(false, true, result),
            _ => null,
        };
    }
}
