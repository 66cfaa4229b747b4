using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls: what a caller has set, the callee and its callees see. Nothing travels back.</summary>
[SuppressMessage("Design", "CA1724", Justification = "The name is the programming model's.")]
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Ambient = new();
    private static volatile bool _used;

    /// <summary>The keys that are set.</summary>
    public static IEnumerable<string> Keys => Current?.Keys ?? Enumerable.Empty<string>();

    /// <summary>All that is set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Current ?? Enumerable.Empty<KeyValuePair<string, object>>();

    // The dictionary is never changed, only replaced, so that it can be handed on without copying.
    internal static Dictionary<string, object>? Current
    {
        get => _used ? Ambient.Value : null;
        set
        {
            if (value is null && !_used) return;
            _used = true;
            if (!ReferenceEquals(Ambient.Value, value)) Ambient.Value = value;
        }
    }

    /// <summary>The value of a key, or null.</summary>
    public static object? Get(string key) => Current is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls made from here on.</summary>
    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Current = Current is { } values ? new(values) { [key] = value } : new() { [key] = value };
    }

    /// <summary>Removes a key; false when it was not set.</summary>
    public static bool Remove(string key)
    {
        if (Current is not { } values || !values.ContainsKey(key)) return false;
        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Current = rest.Count == 0 ? null : rest;
        return true;
    }

    /// <summary>Removes everything.</summary>
    public static void Clear() => Current = null;
}
