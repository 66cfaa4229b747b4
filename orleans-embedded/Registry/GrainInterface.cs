using InvestBot.Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>A grain interface, how references to it are made, and the classes that have it.</summary>
internal sealed class GrainInterface(Type type, string name, Func<ActorEngine, GrainId, GrainReference> reference)
{
    internal Type Type { get; } = type;

    internal string Name { get; } = name;

    internal Func<ActorEngine, GrainId, GrainReference> Reference { get; } = reference;

    internal List<GrainClass> Classes { get; } = [];

    /// <summary>The class that a key alone leads to; null when there is none or more than one could be meant.</summary>
    internal GrainClass? Primary { get; set; }
}
