using System.Reflection;
using System.Text.Json;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Tests.Contracts;
using InvestBot.GrainInterfaces.Wire;
using Orleans;

namespace InvestBot.GrainInterfaces.Tests.Wire;

public sealed class RoundTripTests
{
    private const int Values = 100;

    public static TheoryData<string> Names => [.. Crossing.All.Values.Select(value => value.Value.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Surrogate_GivesBackTheSameValue(string name)
    {
        var (value, converters) = Crossing.All.Values.Single(value => value.Value.FullName == name);
        var check = typeof(RoundTripTests).GetMethod(nameof(Differences), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(value, Crossing.SurrogateOf(converters[0], value));

        ((IEnumerable<string>)check.Invoke(null, [Activator.CreateInstance(converters[0])])!).ShouldBeEmpty();
    }

    [Fact]
    public void Converters_AreAllTried() => Names.Count.ShouldBe(Crossing.Converters.Count());

    [Fact]
    public void NumberThatIsNoPrice_DoesNotArrive() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PriceConverter().ConvertFromSurrogate(new DecimalSurrogate(-1m)));

    [Fact]
    public void TextThatIsNoInstrument_DoesNotArrive() =>
        Should.Throw<ArgumentException>(() => new InstrumentIdConverter().ConvertFromSurrogate(new TextSurrogate("SPY")));

    [Fact]
    public void UnknownCase_DoesNotArrive() =>
        Should.Throw<JsonException>(() => new VenueMessageConverter().ConvertFromSurrogate(new JsonSurrogate("""{"number":1,"event":{"$case":"hacked"}}"""u8.ToArray())));

    // What comes from a newer silo may say more.
    [Fact]
    public void UnknownProperty_IsPassedOver()
    {
        var halt = new HaltConverter().ConvertFromSurrogate(new JsonSurrogate("""{"rule":"drawdown","explanation":"","since":"2024-11-21T00:00:00+00:00","resumes":"person","novelty":7}"""u8.ToArray()));

        halt.Rule.ShouldBe("drawdown");
    }

    [Fact]
    public void Comparison_FindsADifferenceDeepInside()
    {
        VenueMessage Said(decimal stop) => new(1, new VenueEvent.Replaced(new("a"), new Price(stop), DateTimeOffset.UnixEpoch));

        Sameness.Differences(Said(1.0m), Said(1.5m), "message").ShouldNotBeEmpty();
        Sameness.Differences(Said(1.0m), Said(1.0m), "message").ShouldBeEmpty();
    }

    [Fact]
    public void Inventions_DifferFromEachOther() =>
        Enumerable.Range(0, Values).Select(seed => new Invention(seed).Of<Bar>()).Distinct().Count().ShouldBe(Values);

    private static IEnumerable<string> Differences<T, TSurrogate>(IConverter<T, TSurrogate> converter)
        where TSurrogate : struct =>
        Enumerable.Range(0, Values).SelectMany(seed =>
        {
            var value = new Invention(seed).Of<T>();
            return Sameness.Differences(value, converter.ConvertFromSurrogate(converter.ConvertToSurrogate(value)), $"{typeof(T).Name} of seed {seed}");
        });
}
