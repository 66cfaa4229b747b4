using System.Globalization;
using System.Reflection;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>The contracts as the code has them.</summary>
internal static class ContractText
{
    private static Crossing All => Crossing.All;

    public static IEnumerable<ContractLine> Lines() =>
        ContractLine.Sorted([.. RuleTests.GrainClasses.Select(Class), .. All.Interfaces.SelectMany(Interface), .. All.Messages.SelectMany(Record), .. Surrogates(), .. JsonText.Lines()]);

    /// <summary>A type as the contracts call it: by alias where it has one.</summary>
    public static string Name(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>() is { } alias) return alias.Alias;
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        if (type.IsGenericType) return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>";
        return type.Namespace is "System" ? type.Name : type.FullName!.Replace("InvestBot.", "", StringComparison.Ordinal);
    }

    public static string GrainTypeOf(Type type) => type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, type).ToString()!;

    private static ContractLine Class(Type type) =>
        new("class", GrainTypeOf(type), "", string.Join(" ", type.GetInterfaces().Where(All.Interfaces.Contains).Select(Name).Order(StringComparer.Ordinal)), type.Name);

    private static IEnumerable<ContractLine> Interface(Type type)
    {
        yield return new ContractLine("interface", Name(type), "", $"version {type.GetCustomAttribute<VersionAttribute>()!.Version}", type.Name);
        foreach (var method in Crossing.Methods(type))
        {
            var parameters = string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)));
            var result = Crossing.Result(method) is { } answer ? $" -> {Name(answer)}" : method.IsDefined(typeof(OneWayAttribute)) ? " one way" : "";
            yield return new ContractLine("method", Name(type), method.GetCustomAttribute<AliasAttribute>()!.Alias, $"({parameters}){result}", method.Name);
        }
    }

    private static IEnumerable<ContractLine> Record(Type type) =>
    [
        new ContractLine("record", Name(type), "", type.IsValueType ? "value" : "reference", type.Name),
        .. Crossing.Members(type).Select(member =>
            new ContractLine("member", Name(type), member.Id.ToString(CultureInfo.InvariantCulture), Name(member.Property.PropertyType), member.Property.Name)),
    ];

    private static IEnumerable<ContractLine> Surrogates() =>
        from value in All.Values
        from converter in value.Converters
        select new ContractLine("surrogate", Name(value.Value), "", Name(Crossing.SurrogateOf(converter, value.Value)));
}
