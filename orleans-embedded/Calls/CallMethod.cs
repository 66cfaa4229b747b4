using System.Reflection;
using Orleans.CodeGeneration;

namespace InvestBot.Orleans.Embedded.Calls;

/// <summary>One method of a grain interface: what generated code knows of it, and what the engine learns about its cost.</summary>
public sealed class CallMethod
{
    private readonly Type[] _parameters;
    private MethodInfo? _method;
    private long _averageTicks;

    /// <summary>Describes a method. A <paramref name="timeoutMilliseconds"/> of zero means the engine's own.</summary>
    public CallMethod(Type interfaceType, string name, InvokeMethodOptions options, double timeoutMilliseconds, params Type[] parameters)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        Interface = interfaceType;
        Name = name;
        FullName = $"{interfaceType.Name}.{name}";
        Options = options;
        Timeout = timeoutMilliseconds > 0 ? TimeSpan.FromMilliseconds(timeoutMilliseconds) : null;
        _parameters = parameters;
        Interleaves = options.HasFlag(InvokeMethodOptions.AlwaysInterleave);
        ReadsOnly = options.HasFlag(InvokeMethodOptions.ReadOnly);
        OneWay = options.HasFlag(InvokeMethodOptions.OneWay);
    }

    /// <summary>The interface that declares it.</summary>
    public Type Interface { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How it may be delivered.</summary>
    public InvokeMethodOptions Options { get; }

    internal string FullName { get; }

    internal TimeSpan? Timeout { get; }

    internal bool Interleaves { get; }

    internal bool ReadsOnly { get; }

    internal bool OneWay { get; }

    internal MethodInfo Info => _method ??= Interface.GetMethod(Name, _parameters)
        ?? throw new MissingMethodException(Interface.FullName, Name);

    // Racy on purpose: an estimate of the synchronous part, from samples.
    internal bool IsCheap(long limitTicks) => Volatile.Read(ref _averageTicks) <= limitTicks;

    // A sample counts for twice the limit at most: one that met the compiler or another process says little.
    internal void Learn(long ticks, long limitTicks)
    {
        var average = Volatile.Read(ref _averageTicks);
        Volatile.Write(ref _averageTicks, average + ((Math.Min(ticks, 2 * limitTicks) - average) / 8));
    }
}
