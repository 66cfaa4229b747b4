using System.Collections.Concurrent;
using System.Reflection;
using InvestBot.Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>Generic grain interfaces and classes, and those of their closed types that have been asked for.</summary>
internal sealed class GenericGrains(GrainRegistry registry)
{
    private readonly Dictionary<Type, (string Name, Type Reference)> _definitions = [];
    private readonly Dictionary<string, Type> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();
    private readonly ConcurrentDictionary<GrainType, GrainClass> _classes = new();
    private readonly Lock _gate = new();

    /// <summary>The closed classes that have been asked for.</summary>
    internal ICollection<GrainClass> Classes => _classes.Values;

    internal IEnumerable<Type> Open => _open.Values;

    internal void AddInterface(Type definition, string name, Type reference) => _definitions[definition] = (name, reference);

    /// <summary>Takes a generic class.</summary>
    /// <exception cref="OrleansConfigurationException">No interface of it says what its arguments are, or another has its name.</exception>
    internal void AddClass(Type definition)
    {
        if (!definition.GetInterfaces().Any(contract => IsKnown(contract) && Says(definition, contract)))
            throw new OrleansConfigurationException($"Grain class {definition} is generic, but none of its grain interfaces names all of its type parameters: let it implement a generic one that does.");
        var name = GrainClass.DefinitionName(definition);
        if (!_open.TryAdd(name, definition) && _open[name] != definition)
            throw new OrleansConfigurationException($"{definition} and {_open[name]} both have the grain type '{name}': set another by [GrainType].");
    }

    internal bool IsKnown(Type contract) => contract.IsGenericType && _definitions.ContainsKey(contract.GetGenericTypeDefinition());

    /// <summary>A closed interface and the classes that have it; null when it is not generic or unknown.</summary>
    internal GrainInterface? Interface(Type type)
    {
        if (_interfaces.TryGetValue(type, out var found)) return found;
        if (!type.IsConstructedGenericType || type.ContainsGenericParameters || !_definitions.TryGetValue(type.GetGenericTypeDefinition(), out var definition)) return null;
        registry.Messages.Check(type);
        var make = definition.Reference.MakeGenericType(type.GetGenericArguments())
            .GetMethod("Make", BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Func<ActorEngine, GrainId, GrainReference>>();
        var closed = new GrainInterface(type, GenericNames.Construct(definition.Name, type), make);
        closed.Classes.AddRange(registry.Plain.Where(c => type.IsAssignableFrom(c.Type)));
        closed.Classes.AddRange(_open.Values.Select(open => Match(open, type)).OfType<Type>().Select(Class));
        closed.Primary = GrainRegistry.Choose(closed);
        return _interfaces.GetOrAdd(type, closed);
    }

    /// <summary>The class of a stored name such as <c>keeper`1[[int]]</c>, which this process may never have heard.</summary>
    internal GrainClass? Class(GrainType grainType)
    {
        if (_classes.TryGetValue(grainType, out var found)) return found;
        if (GenericNames.Parse(grainType.ToString()) is not { } parsed || !_open.TryGetValue(parsed.Definition, out var open)
            || open.GetGenericArguments().Length != parsed.Arguments.Length) return null;
        return Close(open, parsed.Arguments) is { } closed ? Class(closed) : null;
    }

    private GrainClass Class(Type closed)
    {
        lock (_gate)
        {
            if (_classes.Values.FirstOrDefault(known => known.Type == closed) is { } known) return known;
            var made = registry.Describe(closed);
            _classes[made.GrainType] = made;
            return made;
        }
    }

    // The closed type of a class that has the interface.
    private static Type? Match(Type open, Type contract)
    {
        foreach (var candidate in open.GetInterfaces())
        {
            if (!candidate.IsGenericType || candidate.GetGenericTypeDefinition() != contract.GetGenericTypeDefinition() || !Says(open, candidate)) continue;
            var arguments = new Type[open.GetGenericArguments().Length];
            var (said, given) = (candidate.GetGenericArguments(), contract.GetGenericArguments());
            for (var i = 0; i < said.Length; i++)
            {
                if (said[i].IsGenericParameter) arguments[said[i].GenericParameterPosition] = given[i];
            }

            if (Close(open, arguments) is { } closed && contract.IsAssignableFrom(closed)) return closed;
        }

        return null;
    }

    private static bool Says(Type open, Type contract) => open.GetGenericArguments().All(contract.GetGenericArguments().Contains);

    private static Type? Close(Type open, Type[] arguments)
    {
        try
        {
            return open.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // The arguments are not what the class asks of its parameters: then it is not the one that is meant.
            return null;
        }
    }
}
