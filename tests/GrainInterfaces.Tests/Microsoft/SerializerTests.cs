using System.Reflection;
using InvestBot.GrainInterfaces.Tests.Contracts;
using InvestBot.GrainInterfaces.Tests.Wire;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace InvestBot.GrainInterfaces.Tests.Microsoft;

/// <summary>What crosses grain calls, through Orleans' own serializer and copier.</summary>
public sealed class SerializerTests
{
    private const int Values = 20;

    private static readonly ServiceProvider Orleans = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private static readonly MethodInfo Check = typeof(SerializerTests).GetMethod(nameof(Differences), BindingFlags.Static | BindingFlags.NonPublic)!;

    // Answers on their own too: there the type is written by name.
    public static TheoryData<string> Names => [.. Types.Select(type => type.ToString())];

    private static IEnumerable<Type> Types => Crossing.All.Reached.Where(type => !type.IsEnum)
        .Concat(Crossing.All.Interfaces.SelectMany(Crossing.Methods).Select(Crossing.Result).OfType<Type>()).Distinct();

    [Theory]
    [MemberData(nameof(Names))]
    public void Serializer_GivesBackTheSameValue(string name) =>
        ((IEnumerable<string>)Check.MakeGenericMethod(Types.Single(type => type.ToString() == name)).Invoke(null, null)!).ShouldBeEmpty();

    private static IEnumerable<string> Differences<T>()
    {
        var (typed, untyped, copier) = (Orleans.GetRequiredService<Serializer<T>>(), Orleans.GetRequiredService<Serializer<object>>(), Orleans.GetRequiredService<DeepCopier<T>>());
        return Enumerable.Range(0, Values).Select(seed => new Invention(seed).Of<T>()).SelectMany(value => new[]
        {
            Sameness.Differences(value, typed.Deserialize(typed.SerializeToArray(value)), "by place"),
            Sameness.Differences(value, untyped.Deserialize(untyped.SerializeToArray(value!)), "by name"),
            Sameness.Differences(value, copier.Copy(value), "copied"),
        }).SelectMany(found => found);
    }
}
