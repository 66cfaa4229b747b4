using System.Reflection;
using System.Runtime.CompilerServices;
using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.State;
using InvestBot.Orleans.Embedded.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>What the engine knows of a grain class.</summary>
internal sealed class GrainClass
{
    // The runtime compiles one for each invoker: those of a host that is started again and again are the same.
    private static readonly ConditionalWeakTable<Type, ConstructorInvoker> Constructors = [];

    private readonly ConstructorInvoker? _constructor;
    private readonly Func<Activation, object?>[] _arguments = [];

    internal GrainClass(Type type, IReadOnlyDictionary<Type, object?> singletons, IServiceProvider services)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(services, type) ?? GrainType.Create(DefaultName(type));
        if (type.IsGenericType) GrainType = GrainType.Create(GenericNames.Construct(DefinitionName(type), type));
        Statistics = new GrainClassStatistics(GrainType.ToString());
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), true);
        FiltersOwnCalls = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        HasActivationHook = Overrides(type, nameof(Grain.OnActivateAsync), typeof(CancellationToken));
        HasDeactivationHook = Overrides(type, nameof(Grain.OnDeactivateAsync), typeof(DeactivationReason), typeof(CancellationToken));
        AgeLimit = type.IsDefined(typeof(KeepAliveAttribute), true)
            ? Timeout.InfiniteTimeSpan
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>(true)?.AgeLimit;
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is { } may) MayInterleave = Predicate(type, may.CallbackMethodName);
        var constructor = PickConstructor(type);
        var parameters = constructor.GetParameters();
        StateParameters = StatesOf(type);
        _constructor = Constructors.GetValue(type, _ => ConstructorInvoker.Create(constructor));
        _arguments = [.. parameters.Select(p => Argument(type, p, singletons))];
    }

    // Observers: made outside, with nothing to construct.
    private GrainClass(string name)
    {
        Type = typeof(IGrainObserver);
        GrainType = GrainType.Create(name);
        Statistics = new GrainClassStatistics(name);
        AgeLimit = Timeout.InfiniteTimeSpan;
        IsObserver = true;
    }

    internal Type Type { get; }

    internal GrainType GrainType { get; }

    internal bool IsObserver { get; }

    internal bool IsReentrant { get; }

    internal bool FiltersOwnCalls { get; }

    internal bool HasActivationHook { get; }

    internal bool HasDeactivationHook { get; }

    /// <summary>How long it may be idle: infinite for ever, null for the engine's own age.</summary>
    internal TimeSpan? AgeLimit { get; }

    internal Func<object, IInvokable, bool>? MayInterleave { get; }

    internal IReadOnlyList<PersistentStateAttribute> StateParameters { get; } = [];

    internal GrainClassStatistics Statistics { get; }

    internal static GrainClass ForObservers() => new("sys.client");

    internal object Create(Activation activation)
    {
        if (_arguments.Length == 0) return _constructor!.Invoke();
        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _arguments[i](activation);
        return _constructor!.Invoke(values.AsSpan());
    }

    /// <summary>The states that a class, which may be an open generic one, asks for.</summary>
    internal static IReadOnlyList<PersistentStateAttribute> StatesOf(Type type) =>
        [.. PickConstructor(type).GetParameters().Select(p => p.GetCustomAttribute<PersistentStateAttribute>()).OfType<PersistentStateAttribute>()];

    /// <summary>The stored name of a generic class, less its arguments.</summary>
    internal static string DefinitionName(Type type) =>
        $"{type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type).ToString() ?? DefaultName(type)}`{type.GetGenericArguments().Length}";

    internal static string DefaultName(Type type)
    {
        var name = type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        if (arity > 0) name = name[..arity];
        name = name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static bool Overrides(Type type, string hook, params Type[] parameters)
    {
        var own = type.GetMethod(hook, BindingFlags.Public | BindingFlags.Instance, parameters);
        return own is not null ? own.DeclaringType != typeof(Grain) : ImplementsExplicitly(type, hook);
    }

    private static bool ImplementsExplicitly(Type type, string hook) =>
        typeof(IGrainBase).IsAssignableFrom(type)
        && type.GetInterfaceMap(typeof(IGrainBase)).TargetMethods.Any(m => m.Name.EndsWith(hook, StringComparison.Ordinal) && m.DeclaringType != typeof(IGrainBase));

    private static ConstructorInfo PickConstructor(Type type)
    {
        var all = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        return all.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? all.Where(c => c.IsPublic).MaxBy(c => c.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"Grain class {type} has no public constructor: give it one.");
    }

    private static Func<Activation, object?> Argument(Type type, ParameterInfo parameter, IReadOnlyDictionary<Type, object?> singletons)
    {
        var wanted = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            if (!wanted.IsGenericType || wanted.GetGenericTypeDefinition() != typeof(IPersistentState<>))
                throw new OrleansConfigurationException($"{type}: [PersistentState] belongs on a parameter of type IPersistentState<T>, not on {wanted} {parameter.Name}.");
            return PersistentStateFactory.For(wanted.GetGenericArguments()[0], state);
        }

        if (wanted == typeof(IGrainContext)) return static activation => activation;
        if (wanted == typeof(IGrainFactory)) return static activation => activation.Engine.References;
        if (wanted == typeof(IGrainRuntime)) return static activation => activation.Engine;
        if (wanted == typeof(TimeProvider)) return static activation => activation.Engine.TimeProvider;
        if (singletons.ContainsKey(wanted)) return activation => activation.Engine.Services.GetRequiredService(wanted);
        var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        if (key is not null) return activation => activation.ActivationServices.GetRequiredKeyedService(wanted, key);
        if (parameter.HasDefaultValue) return activation => activation.ActivationServices.GetService(wanted) ?? parameter.DefaultValue;
        return activation => activation.ActivationServices.GetRequiredService(wanted);
    }

    private static Func<object, IInvokable, bool> Predicate(Type type, string name)
    {
        var method = type.GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static, [typeof(IInvokable)])
            ?? throw new OrleansConfigurationException($"{type}: [MayInterleave] names {name}, but there is no method bool {name}(IInvokable).");
        return method.IsStatic
            ? method.CreateDelegate<Func<IInvokable, bool>>() is var call ? (_, request) => call(request) : null!
            : (target, request) => (bool)method.Invoke(target, [request])!;
    }
}
