using InvestBot.Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>Names the type by which an assembly's generated code introduces its grains, so that nothing has to be searched for.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainMetadataAttribute(Type metadata) : Attribute
{
    /// <summary>A type with a public parameterless constructor that implements <see cref="IGrainMetadata"/>.</summary>
    public Type Metadata { get; } = metadata;
}

/// <summary>Introduces the grains of one assembly. Written by the source generator.</summary>
public interface IGrainMetadata
{
    /// <summary>Adds the assembly's interfaces and classes.</summary>
    void Describe(IGrainCatalog catalog);
}

/// <summary>Takes the grains of an assembly.</summary>
public interface IGrainCatalog
{
    /// <summary>Adds an interface and how references to it are made.</summary>
    void AddInterface(Type type, string name, Func<ActorEngine, GrainId, GrainReference> reference);

    /// <summary>Adds a generic interface and the generic class of references to it.</summary>
    void AddGenericInterface(Type definition, string name, Type reference);

    /// <summary>Adds a grain class, a generic one without its arguments.</summary>
    void AddClass(Type type);
}
