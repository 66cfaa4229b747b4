using System.Collections.Frozen;
using System.Reflection;
using InvestBot.Orleans.Embedded.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>All grain interfaces and classes of the host, from the metadata that the generator left in their assemblies.</summary>
internal sealed class GrainRegistry : IGrainCatalog
{
    private readonly Dictionary<Type, GrainInterface> _interfaces = [];
    private readonly List<Type> _classTypes = [];
    private readonly IReadOnlyDictionary<Type, object?> _singletons;
    private readonly IServiceProvider _services;
    private readonly GenericGrains _generic;
    private FrozenDictionary<Type, GrainInterface> _byType = FrozenDictionary<Type, GrainInterface>.Empty;
    private FrozenDictionary<GrainType, GrainClass> _byGrainType = FrozenDictionary<GrainType, GrainClass>.Empty;

    internal GrainRegistry(IReadOnlyCollection<Assembly> assemblies, IReadOnlyDictionary<Type, object?> singletons, IServiceProvider services)
    {
        _singletons = singletons;
        _services = services;
        Messages = new MessageTypes(assemblies);
        _generic = new GenericGrains(this);
        foreach (var assembly in assemblies)
        {
            if (assembly.GetCustomAttribute<GrainMetadataAttribute>() is { } mark)
                ((IGrainMetadata)Activator.CreateInstance(mark.Metadata)!).Describe(this);
        }

        Bind();
    }

    /// <summary>The classes, of generic ones those closed types that have been asked for.</summary>
    internal IEnumerable<GrainClass> Classes => _byGrainType.Values.Concat(_generic.Classes);

    internal MessageTypes Messages { get; }

    /// <summary>The classes that are not generic.</summary>
    internal IEnumerable<GrainClass> Plain => _byGrainType.Values;

    /// <summary>All classes as they were written.</summary>
    internal IReadOnlyList<Type> ClassTypes => _classTypes;

    void IGrainCatalog.AddInterface(Type type, string name, Func<ActorEngine, GrainId, GrainReference> reference) =>
        _interfaces[type] = new GrainInterface(type, name, reference);

    void IGrainCatalog.AddGenericInterface(Type definition, string name, Type reference) => _generic.AddInterface(definition, name, reference);

    void IGrainCatalog.AddClass(Type type) => _classTypes.Add(type);

    internal GrainInterface Interface(Type type) => _byType.TryGetValue(type, out var found)
        ? found
        : _generic.Interface(type) ?? throw new ArgumentException($"{type} is not a known grain interface. It must be an interface derived from IGrain or IGrainObserver, not private, in a project that references the generator.");

    internal GrainInterface? InterfaceNamed(string name) => _byType.Values.FirstOrDefault(i => i.Name == name || i.Type.FullName == name);

    internal GrainClass? Class(GrainType type) => _byGrainType.GetValueOrDefault(type) ?? _generic.Class(type);

    /// <summary>Some interface of a class, for references that name none.</summary>
    internal GrainInterface? AnyInterface(GrainClass grainClass) => grainClass.Type.GetInterfaces()
        .Where(i => _byType.ContainsKey(i) || _generic.IsKnown(i)).Select(Interface)
        .OrderByDescending(i => i.Type.GetInterfaces().Length).ThenBy(i => i.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The class behind an interface.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    internal static GrainClass PrimaryClass(GrainInterface grainInterface, string? prefix = null)
    {
        if (!string.IsNullOrEmpty(prefix))
        {
            return grainInterface.Classes.FirstOrDefault(c => (c.Type.FullName ?? "").StartsWith(prefix, StringComparison.Ordinal))
                ?? throw new ArgumentException($"No grain class whose name begins with '{prefix}' has {grainInterface.Type}.");
        }

        return grainInterface.Primary ?? throw new ArgumentException(grainInterface.Classes.Count == 0
            ? $"No grain class has {grainInterface.Type}. Add one, or add its assembly to EmbeddedOptions.Assemblies."
            : $"{grainInterface.Type} is implemented by {string.Join(" and ", grainInterface.Classes.Select(c => c.Type.FullName).Order(StringComparer.Ordinal))}: "
              + "name one by [DefaultGrainType] on the interface, by a class name prefix, or use an interface that only one has.");
    }

    internal void Validate(IServiceProvider services)
    {
        foreach (var contract in _byType.Keys) Messages.Check(contract);
        var keyed = services.GetService<IServiceProviderIsKeyedService>();
        foreach (var type in _classTypes)
        {
            foreach (var state in GrainClass.StatesOf(type))
            {
                var name = state.StorageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
                if (keyed?.IsKeyedService(typeof(IGrainStorage), name) == true) continue;
                if (state.StorageName is null && services.GetService<IServiceProviderIsService>()?.IsService(typeof(IGrainStorage)) == true) continue;
                throw new OrleansConfigurationException(
                    $"Grain class {type} keeps its state '{state.StateName}' with the storage provider '{name}', which is not registered: add a keyed IGrainStorage service of that name.");
            }
        }
    }

    internal GrainClass Describe(Type type) => new(type, _singletons, _services);

    private void Bind()
    {
        Dictionary<GrainType, GrainClass> classes = [];
        foreach (var type in _classTypes.Distinct())
        {
            if (type.IsGenericTypeDefinition)
            {
                _generic.AddClass(type);
                continue;
            }

            var grainClass = Describe(type);
            if (!classes.TryAdd(grainClass.GrainType, grainClass))
                throw new OrleansConfigurationException($"{type} and {classes[grainClass.GrainType].Type} both have the grain type '{grainClass.GrainType}': set another by [GrainType].");
            var served = type.GetInterfaces().Select(i => _interfaces.GetValueOrDefault(i)).OfType<GrainInterface>().ToList();
            if (served.Count == 0 && !type.GetInterfaces().Any(_generic.IsKnown))
                throw new OrleansConfigurationException($"Grain class {type} has no grain interface: implement one that derives from IGrainWithStringKey or its kin.");
            foreach (var grainInterface in served) grainInterface.Classes.Add(grainClass);
        }

        foreach (var grainInterface in _interfaces.Values) grainInterface.Primary = Choose(grainInterface);
        _byType = _interfaces.ToFrozenDictionary();
        _byGrainType = classes.ToFrozenDictionary();
    }

    internal static GrainClass? Choose(GrainInterface grainInterface)
    {
        if (grainInterface.Type.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } named)
            return grainInterface.Classes.FirstOrDefault(c => c.GrainType.ToString() == named.GrainTypeName);
        if (grainInterface.Classes.Count == 1) return grainInterface.Classes[0];
        // IFoo and Foo, in Orleans' way: the class that bears the interface's name is meant.
        var name = grainInterface.Type.Name is ['I', .. var rest] ? rest : grainInterface.Type.Name;
        var same = grainInterface.Classes.Where(c => c.Type.Name == name).ToList();
        return same.Count == 1 ? same[0] : null;
    }
}
