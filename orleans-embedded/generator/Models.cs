using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InvestBot.Orleans.Generator;

/// <summary>The written reference of one interface. Equal texts are equal models, so that nothing is written twice.</summary>
internal sealed class ReferenceModel(string interfaceName, string storedName, string className, int arity, string hintName, string source, ImmutableArray<Problem> problems)
    : IEquatable<ReferenceModel>
{
    internal string InterfaceName { get; } = interfaceName;

    internal string StoredName { get; } = storedName;

    internal string ClassName { get; } = className;

    /// <summary>How many type parameters it has.</summary>
    internal int Arity { get; } = arity;

    internal string HintName { get; } = hintName;

    internal string Source { get; } = source;

    internal ImmutableArray<Problem> Problems { get; } = problems;

    public bool Equals(ReferenceModel? other) => other is not null && Source == other.Source && StoredName == other.StoredName
        && InterfaceName == other.InterfaceName && Problems.SequenceEqual(other.Problems);

    public override bool Equals(object? obj) => Equals(obj as ReferenceModel);

    public override int GetHashCode() => Source.GetHashCode();
}

/// <summary>One grain class.</summary>
internal sealed class GrainClassModel(string name, Problem? problem) : IEquatable<GrainClassModel>
{
    internal string Name { get; } = name;

    internal Problem? Problem { get; } = problem;

    public bool Equals(GrainClassModel? other) => other is not null && Name == other.Name && Equals(Problem, other.Problem);

    public override bool Equals(object? obj) => Equals(obj as GrainClassModel);

    public override int GetHashCode() => Name.GetHashCode();

    internal static GrainClassModel From(INamedTypeSymbol symbol)
    {
        var name = symbol.AsTypeOfOperand();
        if (!symbol.IsReachable()) return new(name, Generator.Problem.At(symbol, "IBG003", $"Grain class {symbol.Name} is private: make it internal or public so that the engine can make it."));
        if (symbol.IsInsideGeneric()) return new(name, Generator.Problem.At(symbol, "IBG004", $"Grain class {symbol.Name} lies inside a generic type: move it out."));
        return new(name, null);
    }
}

/// <summary>Something that cannot be generated, and where.</summary>
internal sealed class Problem(string id, string text, string path, TextSpan span, LinePositionSpan lines) : IEquatable<Problem>
{
    private readonly string _id = id;
    private readonly string _text = text;
    private readonly string _path = path;
    private readonly TextSpan _span = span;
    private readonly LinePositionSpan _lines = lines;

    public bool Equals(Problem? other) => other is not null && _id == other._id && _text == other._text && _path == other._path && _span == other._span;

    public override bool Equals(object? obj) => Equals(obj as Problem);

    public override int GetHashCode() => _text.GetHashCode();

    internal static Problem At(ISymbol symbol, string id, string text)
    {
        var where = symbol.Locations.FirstOrDefault()?.GetLineSpan() ?? default;
        return new(id, text, where.Path ?? "", symbol.Locations.FirstOrDefault()?.SourceSpan ?? default, where.Span);
    }

    internal Diagnostic ToDiagnostic() => Diagnostic.Create(
        new DiagnosticDescriptor(_id, "Grain code", "{0}", "Grains", DiagnosticSeverity.Error, true), Location.Create(_path, _span, _lines), _text);
}
