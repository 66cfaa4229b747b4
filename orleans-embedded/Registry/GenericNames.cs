using System.Reflection;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>
/// Names of closed generic grains, as Orleans writes them: <c>keeper`1[[int]]</c>, <c>keeper`2[[string],[Some.Type,Assembly]]</c>.
/// They are part of grain ids, so that what is stored under one can be found again.
/// </summary>
public static class GenericNames
{
    private static readonly Dictionary<string, Type> Words = new(StringComparer.Ordinal)
    {
        ["object"] = typeof(object), ["bool"] = typeof(bool), ["byte"] = typeof(byte), ["sbyte"] = typeof(sbyte), ["short"] = typeof(short),
        ["ushort"] = typeof(ushort), ["int"] = typeof(int), ["uint"] = typeof(uint), ["long"] = typeof(long), ["ulong"] = typeof(ulong),
        ["float"] = typeof(float), ["double"] = typeof(double), ["decimal"] = typeof(decimal), ["string"] = typeof(string), ["char"] = typeof(char),
    };

    private static readonly Dictionary<Type, string> WordOf = Words.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The name of a definition with the arguments of one of its closed types.</summary>
    public static string Construct(string definition, Type closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        return $"{definition}[{string.Join(',', closed.GetGenericArguments().Select(argument => $"[{Format(argument)}]"))}]";
    }

    /// <summary>The definition's name and the arguments in a name; null when it is not the name of a closed type, or one of them is unknown.</summary>
    internal static (string Definition, Type[] Arguments)? Parse(string name)
    {
        var open = name.IndexOf("[[", StringComparison.Ordinal);
        if (open <= 0) return null;
        var at = open;
        return Arguments(name, ref at) is { } arguments && at == name.Length ? (name[..open], arguments) : null;
    }

    private static string Format(Type type)
    {
        if (WordOf.TryGetValue(type, out var word)) return word;
        var definition = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name;
        var name = type.IsGenericType ? Construct(definition, type) : definition;
        return type.Assembly == typeof(object).Assembly ? name : $"{name},{type.Assembly.GetName().Name}";
    }

    // At "[[": reads "[[a],[b]]".
    private static Type[]? Arguments(string text, ref int at)
    {
        List<Type> found = [];
        do
        {
            at++;
            if (at >= text.Length || text[at] != '[') return null;
            at++;
            if (One(text, ref at) is not { } type || at >= text.Length || text[at] != ']') return null;
            found.Add(type);
            at++;
        }
        while (at < text.Length && text[at] == ',');
        if (at >= text.Length || text[at] != ']') return null;
        at++;
        return [.. found];
    }

    // Reads a type's name, its arguments and its assembly, up to the bracket that closes it.
    private static Type? One(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny("[],");
        if (end < 0) return null;
        var name = text.Substring(at, end);
        at += end;
        Type[]? arguments = null;
        if (text[at] == '[' && (arguments = Arguments(text, ref at)) is null) return null;
        var assembly = typeof(object).Assembly;
        if (at < text.Length && text[at] == ',')
        {
            end = text.AsSpan(at).IndexOf(']');
            if (end < 0) return null;
            var assemblyName = text.Substring(at + 1, end - 1);
            at += end;
            if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => loaded.GetName().Name == assemblyName) is not { } other) return null;
            assembly = other;
        }
        else if (Words.TryGetValue(name, out var word))
        {
            return word;
        }

        return Close(assembly, name, arguments);
    }

    private static Type? Close(Assembly assembly, string name, Type[]? arguments)
    {
        var type = assembly.GetType(name);
        if (type is null || arguments is null) return type;
        return type.IsGenericTypeDefinition && type.GetGenericArguments().Length == arguments.Length ? type.MakeGenericType(arguments) : null;
    }
}
