using System.Collections;
using System.Reflection;

namespace InvestBot.GrainInterfaces.Tests.Wire;

/// <summary>Compares two values field by field, however deep: a record's own equality compares collections by reference.</summary>
internal static class Sameness
{
    /// <summary>Where two values differ, and how; empty when nowhere.</summary>
    public static IEnumerable<string> Differences(object? left, object? right, string where)
    {
        if (left is null || right is null || left.GetType() != right.GetType()) return Equals(left, right) ? [] : [$"{where}: {left ?? "null"}, {right ?? "null"}"];
        var type = left.GetType();
        if (left is ReadOnlyMemory<byte> bytes) return bytes.Span.SequenceEqual(((ReadOnlyMemory<byte>)right).Span) ? [] : [$"{where}: other bytes"];
        if (type.IsPrimitive || type.IsEnum || type.Namespace == "System") return Equals(left, right) ? [] : [$"{where}: {left}, {right}"];
        if (left is IEnumerable items && right is IEnumerable others) return [.. Comparers(left, right, where), .. Items([.. items.Cast<object?>()], [.. others.Cast<object?>()], type.IsAssignableTo(typeof(IDictionary)), where)];
        return [.. Fields(type).SelectMany(field => Differences(field.GetValue(left), field.GetValue(right), $"{where}.{field.Name}"))];
    }

    private static IEnumerable<string> Items(object?[] left, object?[] right, bool keyed, string where)
    {
        if (left.Length != right.Length) return [$"{where}: {left.Length} items, {right.Length} items"];
        // A hashed dictionary keeps no order.
        if (keyed) (left, right) = (InOrder(left), InOrder(right));
        return left.Zip(right).SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{where}[{i}]"));
    }

    private static object?[] InOrder(object?[] entries) => [.. entries.OrderBy(entry => entry!.GetType().GetProperty("Key")!.GetValue(entry)!.ToString(), StringComparer.Ordinal)];

    private static IEnumerable<string> Comparers(object left, object right, string where) =>
        left.GetType().GetProperty("KeyComparer") is { } comparer && !Equals(comparer.GetValue(left), comparer.GetValue(right)) ? [$"{where}: another order"] : [];

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null ? [] : [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly), .. Fields(type.BaseType)];
}
