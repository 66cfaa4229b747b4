using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.References;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity and references of grains, their references and observers.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to the grain through an interface of it.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <summary>A reference to the grain through an interface of it.</summary>
    public static object AsReference(this IAddressable grain, Type interfaceType) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        LocalReference reference => reference.Engine.References.Create(interfaceType, reference.GrainId),
        IGrainBase instance => Activation.Of(instance.GrainContext).References.Create(interfaceType, instance.GrainContext.GrainId),
        _ => throw Foreign(grain),
    };

    /// <summary>The same grain through another interface of it.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>The same grain through another interface of it.</summary>
    public static object Cast(this IAddressable grain, Type interfaceType) => grain.AsReference(interfaceType);

    /// <summary>The grain's id.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference.GrainId,
        IGrainBase instance => instance.GrainContext.GrainId,
        _ => throw Foreign(grain),
    };

    /// <summary>The text key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The integer key.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    /// <summary>The integer key and its text.</summary>
    /// <exception cref="InvalidOperationException">The key is no integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new InvalidOperationException($"The key of grain {id} is not an integer.");
    }

    /// <summary>The Guid key.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    /// <summary>The Guid key and its text.</summary>
    /// <exception cref="InvalidOperationException">The key is no Guid.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetGuidKey(out var key, out keyExt)
            ? key
            : throw new InvalidOperationException($"The key of grain {id} is not a Guid.");
    }

    /// <summary>Whether the key reads as an integer.</summary>
    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) => grain.GetGrainId().TryGetIntegerKey(out _, out _);

    private static ArgumentException Foreign(IAddressable grain) =>
        new($"{grain.GetType()} is neither a grain nor a reference to one. Derive it from Grain, or take its identity from IGrainContext.", nameof(grain));
}
