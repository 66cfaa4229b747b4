using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace InvestBot.Architecture.Assemblies;

/// <summary>The metadata of one built production project.</summary>
internal sealed class ProductionAssembly : IDisposable
{
    private readonly PEReader image;

    private ProductionAssembly(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        image = new PEReader(File.OpenRead(path));
        Metadata = image.GetMetadataReader();
    }

    public string Name { get; }

    public MetadataReader Metadata { get; }

    /// <summary>Opens every production assembly beside the tests.</summary>
    public static IReadOnlyList<ProductionAssembly> OpenAll() =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => IsProduction(Path.GetFileNameWithoutExtension(path)))
            .Select(path => new ProductionAssembly(path)),
    ];

    public static ProductionAssembly Open(string name) => new(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    public byte[]? Body(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? null : image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes();

    /// <summary>Full names of the types of other assemblies that this one uses.</summary>
    public IEnumerable<string> ReferencedTypes() =>
        Metadata.TypeReferences.Select(Metadata.GetTypeReference).Select(FullName);

    public string FullName(TypeReference type) => $"{Metadata.GetString(type.Namespace)}.{Metadata.GetString(type.Name)}";

    /// <summary>The type that the source wrote: closures and state machines count as the type around them.</summary>
    public string SourceTypeName(TypeDefinitionHandle handle)
    {
        var type = Metadata.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
            type = Metadata.GetTypeDefinition(outer);
        return $"{Metadata.GetString(type.Namespace)}.{Metadata.GetString(type.Name)}";
    }

    public void Dispose() => image.Dispose();

    private static bool IsProduction(string name) =>
        name == "investbot" || (name.StartsWith("InvestBot.", StringComparison.Ordinal) && !name.EndsWith(".Tests", StringComparison.Ordinal));
}
