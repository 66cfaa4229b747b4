using System.Reflection;
using System.Runtime.CompilerServices;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>Finds the assemblies that carry grains: those given, the entry assembly, and what they reference.</summary>
internal static class GrainAssemblies
{
    private static readonly ConditionalWeakTable<Assembly, AssemblyName[]> Referenced = [];

    internal static IReadOnlyCollection<Assembly> Find(IEnumerable<Assembly> given)
    {
        var engine = typeof(GrainAssemblies).Assembly.GetName().Name!;
        Dictionary<string, Assembly> found = new(StringComparer.Ordinal);
        Queue<Assembly> open = new([typeof(GrainAssemblies).Assembly, .. given]);
        if (Assembly.GetEntryAssembly() is { } entry) open.Enqueue(entry);
        foreach (var loaded in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && !a.IsCollectible && References(a, engine))) open.Enqueue(loaded);
        while (open.TryDequeue(out var assembly))
        {
            if (!found.TryAdd(assembly.GetName().Name!, assembly)) continue;
            foreach (var reference in ReferencesOf(assembly))
            {
                if (reference.Name is { } name && !IsForeign(name) && !found.ContainsKey(name)) open.Enqueue(Assembly.Load(reference));
            }
        }

        return [.. found.Values.Where(a => a.IsDefined(typeof(GrainMetadataAttribute))).OrderBy(a => a.GetName().Name, StringComparer.Ordinal)];
    }

    private static bool References(Assembly assembly, string engine) => ReferencesOf(assembly).Any(r => r.Name == engine);

    private static AssemblyName[] ReferencesOf(Assembly assembly) => Referenced.GetValue(assembly, static known => known.GetReferencedAssemblies());

    private static bool IsForeign(string name) =>
        name.StartsWith("System", StringComparison.Ordinal)
        || name.StartsWith("Microsoft", StringComparison.Ordinal)
        || name.StartsWith("xunit", StringComparison.Ordinal)
        || name is "netstandard" or "mscorlib" or "Npgsql" or "Dapper";
}
