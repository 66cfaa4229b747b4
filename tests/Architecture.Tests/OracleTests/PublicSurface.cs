using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace InvestBot.Architecture.OracleTests;

/// <summary>The public types of assemblies below the namespace Orleans, and what of them others can use, as text.</summary>
internal sealed class PublicSurface
{
    private readonly Dictionary<string, HashSet<string>> _members = [];
    private MetadataReader _metadata = null!;

    private void Add(MetadataReader metadata)
    {
        _metadata = metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (!IsVisible(type)) continue;
            var name = TypeNames.Of(metadata, handle);
            if (name == "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal)) _members[name] = [.. Members(type)];
        }
    }

    /// <summary>Each type with its members.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Types => _members;

    public static PublicSurface Read(string[] paths)
    {
        var surface = new PublicSurface();
        foreach (var path in paths)
        {
            using var file = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
            surface.Add(file.GetMetadataReader());
        }

        return surface;
    }

    private bool IsVisible(TypeDefinition type)
    {
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        if (visibility == TypeAttributes.Public) return true;
        return visibility is TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem
            && IsVisible(_metadata.GetTypeDefinition(type.GetDeclaringType()));
    }

    private IEnumerable<string> Members(TypeDefinition type)
    {
        var names = new TypeNames();
        foreach (var handle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            if (!IsUsable(method.Attributes & MethodAttributes.MemberAccessMask)) continue;
            var signature = method.DecodeSignature(names, null);
            var parameters = method.GetParameters().Select(_metadata.GetParameter).Where(p => p.SequenceNumber > 0).ToDictionary(p => p.SequenceNumber);
            var described = signature.ParameterTypes.Select((t, i) => parameters.TryGetValue(i + 1, out var p)
                ? $"{t} {_metadata.GetString(p.Name)}{(p.Attributes.HasFlag(ParameterAttributes.Optional) ? " = ?" : "")}"
                : t);
            var arity = signature.GenericParameterCount == 0 ? "" : $"`{signature.GenericParameterCount}";
            var isStatic = method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "";
            yield return $"{isStatic}{signature.ReturnType} {_metadata.GetString(method.Name)}{arity}({string.Join(", ", described)})";
        }

        foreach (var handle in type.GetFields())
        {
            var field = _metadata.GetFieldDefinition(handle);
            var access = (MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask);
            if (IsUsable(access) && !field.Attributes.HasFlag(FieldAttributes.RTSpecialName))
                yield return $"{field.DecodeSignature(names, null)} {_metadata.GetString(field.Name)}{Constant(field)}";
        }
    }

    private string Constant(FieldDefinition field)
    {
        if (field.GetDefaultValue().IsNil) return "";
        var constant = _metadata.GetConstant(field.GetDefaultValue());
        return $" = {_metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)}";
    }

    private static bool IsUsable(MethodAttributes access) =>
        access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
