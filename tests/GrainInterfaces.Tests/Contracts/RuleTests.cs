using System.Reflection;
using InvestBot.Grains.Markets;
using Orleans;
using Orleans.CodeGeneration;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>What Orleans' serializer and rolling upgrades need of interfaces, messages and converters.</summary>
public sealed class RuleTests
{
    private static Crossing All => Crossing.All;

    [Fact]
    public void Calls_CarryOnlyWhatCanBeSerialized()
    {
        All.Interfaces.Count.ShouldBeGreaterThanOrEqualTo(10);

        All.Strangers.ShouldBeEmpty();
    }

    [Fact]
    public void Interfaces_HaveAnAliasAndAVersion() =>
        All.Interfaces.Where(type => type.GetCustomAttributes<AliasAttribute>().Count() != 1 || type.GetCustomAttribute<VersionAttribute>() is null).ShouldBeEmpty();

    [Fact]
    public void Methods_HaveAnAliasOfTheirOwn()
    {
        All.Interfaces.SelectMany(Crossing.Methods).Where(method => method.GetCustomAttributes<AliasAttribute>().Count() != 1).ShouldBeEmpty();
        All.Interfaces.SelectMany(type => Twice(Crossing.Methods(type).Select(method => method.GetCustomAttribute<AliasAttribute>()!.Alias))).ShouldBeEmpty();
    }

    [Fact]
    public void Aliases_OfInterfacesAndMessagesAreUnique() =>
        Twice(All.Interfaces.Concat(All.Messages).Select(type => type.GetCustomAttribute<AliasAttribute>()!.Alias)).ShouldBeEmpty();

    // Orleans' generator makes a class name of it, and replaces only the dots.
    [Fact]
    public void Aliases_OfInterfacesMakeAClassName() =>
        All.Interfaces.Select(type => type.GetCustomAttribute<AliasAttribute>()!.Alias).Where(alias => !alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_')).ShouldBeEmpty();

    [Fact]
    public void GrainClasses_HaveANameOfTheirOwn()
    {
        GrainClasses.Count.ShouldBeGreaterThanOrEqualTo(8);

        GrainClasses.Where(type => !type.IsDefined(typeof(GrainTypeAttribute))).ShouldBeEmpty();
        Twice(GrainClasses.Select(ContractText.GrainTypeOf)).ShouldBeEmpty();
    }

    [Fact]
    public void Messages_AreImmutableRecordsWithOneAlias() =>
        All.Messages.Where(type => !IsRecord(type) || !type.IsSealed || !type.IsDefined(typeof(ImmutableAttribute)) || type.GetCustomAttributes<AliasAttribute>().Count() != 1).ShouldBeEmpty();

    // A marked type that no call carries is a mistake or a leftover.
    [Fact]
    public void MarkedTypes_AllCross() =>
        typeof(GrainKeys).Assembly.GetTypes().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute))).Except(All.Messages).ShouldBeEmpty();

    // Also retired members count: their numbers are taken for ever.
    [Fact]
    public void Members_AreNumberedFromZeroWithoutGaps() =>
        (from type in All.Messages
         let ids = Crossing.Members(type).Select(member => member.Id).Concat(ContractFile.RetiredIds(type)).Order().ToList()
         where !ids.SequenceEqual(Enumerable.Range(0, ids.Count).Select(i => (uint)i))
         select $"{type.Name}: {string.Join(' ', ids)}").ShouldBeEmpty();

    [Fact]
    public void Members_AreAllNumbered() =>
        (from type in All.Messages
         from field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
         where !Crossing.Members(type).Any(member => field.Name == $"<{member.Property.Name}>k__BackingField")
         select $"{type.Name}.{field.Name}").ShouldBeEmpty();

    [Fact]
    public void DomainValues_HaveOneConverterEach() =>
        All.Values.Where(value => value.Converters.Count != 1).Select(value => $"{value.Value.Name}: {string.Join(' ', value.Converters.Select(converter => converter.Name))}").ShouldBeEmpty();

    [Fact]
    public void Converters_AreForWhatCrosses() => Crossing.Converters.Except(All.Values.SelectMany(value => value.Converters)).ShouldBeEmpty();

    // Orleans looks for the converter of the value's own type: one for a base type would not serve its cases.
    [Fact]
    public void DomainValues_AreNoHierarchies() => All.Values.Where(value => !value.Value.IsSealed).ShouldBeEmpty();

    [Fact]
    public void DomainTypes_CarryNoAttributesOfTheWire() =>
        typeof(Domain.Refusal).Assembly.GetReferencedAssemblies().Where(name => name.Name!.Contains("Orleans", StringComparison.Ordinal)).ShouldBeEmpty();

    // A parameter of such a type would else be copied by way of its JSON, also when the callee is on the same silo.
    [Fact]
    public void Parameters_ThatTravelAsJsonAreMarkedImmutable() =>
        (from method in All.Interfaces.SelectMany(Crossing.Methods)
         from parameter in method.GetParameters()
         where All.Values.Any(value => value.Value == parameter.ParameterType && value.Value.IsClass) && !parameter.IsDefined(typeof(ImmutableAttribute))
         select $"{method.DeclaringType!.Name}.{method.Name}({parameter.Name})").ShouldBeEmpty();

    [Fact]
    public void Rules_FindWhatIsNotMeantForTheWire()
    {
        var crossing = Crossing.Follow([typeof(IUnfit)], []);

        crossing.Strangers.Count.ShouldBe(4);
    }

    internal static IReadOnlyList<Type> GrainClasses { get; } =
        [.. typeof(MarketGrain).Assembly.GetTypes().Where(type => typeof(Grain).IsAssignableFrom(type) && !type.IsAbstract)];

    private static bool IsRecord(Type type) => type.IsValueType
        ? type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null && type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute))
        : type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<string> Twice(IEnumerable<string> names) => names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private interface IUnfit
    {
        Task<object> Anything();

        Task Take(Domain.Values.Price price, int[] numbers);

        void Say(string text);
    }
}
