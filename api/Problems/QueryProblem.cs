using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace InvestBot.Api.Problems;

/// <summary>The value of a query that an endpoint could not read: the framework refuses it without saying which.</summary>
internal static class QueryProblem
{
    /// <summary>What is wrong with the query of a refused request; null when each value can be read.</summary>
    public static ProblemHttpResult? Find(HttpContext context)
    {
        foreach (var parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (!parameter.HasTryParse) continue;
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);
            var value = context.Request.Query[name].ToString();
            if (Remedy(parameter.ParameterInfo.ParameterType, value) is { } remedy) return Problem.BadValue(name, value, remedy);
        }
        return null;
    }

    /// <summary>What a parameter of a type takes; null when the value is one of those.</summary>
    /// <exception cref="NotSupportedException">No query of ours has such a type.</exception>
    internal static string? Remedy(Type type, string value) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        _ when value.Length == 0 => null,
        var number when number == typeof(int) => int.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "A whole number.",
        var moment when moment == typeof(DateTimeOffset) =>
            DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "A time, such as 2024-05-01T00:00:00Z.",
        var other => throw new NotSupportedException($"A query parameter of type {other.Name}."),
    };
}
