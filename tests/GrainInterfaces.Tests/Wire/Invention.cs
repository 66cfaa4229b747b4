using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.GrainInterfaces.Tests.Wire;

/// <summary>Makes values of any type that crosses or is kept; the same ones for the same seed.</summary>
/// <param name="seed">Decides all of it.</param>
/// <param name="whole">Whether nothing is left out: no null, no empty collection.</param>
internal sealed class Invention(int seed, bool whole = false)
{
    private static readonly string[] Words = ["momentum", "", "ü, \"quoted\" \\ and <tags>", "\u0001\t\r\n", "0", "€ 🚀", "SMA(20) > SMA(50)", "null"];
    private static readonly double[] Estimates = [0.0, -0.0, 1.0 / 3.0, -1e-300, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly MethodInfo ArrayOf = Method(nameof(ImmutableArrayOf)), QueueOf = Method(nameof(ImmutableQueueOf)), SortedOf = Method(nameof(SortedDictionaryOf)), HashedOf = Method(nameof(DictionaryOf));

    private readonly NullabilityInfoContext _nullability = new();
    private readonly Random _random = new(seed);

    public T Of<T>() => (T)Of(typeof(T));

    private object Of(Type type) => Known(type) ?? (type.IsEnum ? Pick(Enum.GetValues(type).Cast<object>().ToArray()) : type.IsGenericType ? Container(type) : type.IsAbstract ? Of(Pick(Cases(type))) : Record(type));

    // Values whose constructors refuse, and what the language knows.
    private object? Known(Type type)
    {
        if (type == typeof(string)) return Pick(Words) + _random.Next(1000);
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(Of<string>()));
        if (type == typeof(bool)) return _random.Next(2) == 0;
        if (type == typeof(int)) return _random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(long)) return _random.NextInt64(long.MinValue, long.MaxValue);
        if (type == typeof(ulong)) return unchecked((ulong)_random.NextInt64(long.MinValue, long.MaxValue));
        if (type == typeof(double)) return _random.Next(2) == 0 ? Pick(Estimates) : (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-20, 20));
        if (type == typeof(decimal)) return Positive() * (whole || _random.Next(2) == 0 ? 1m : -1m);
        if (type == typeof(TimeSpan)) return new TimeSpan(_random.NextInt64(-1L << 50, 1L << 50));
        if (type == typeof(DateOnly)) return DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber));
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(_random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes(Pick([0, 0, -300, 345])));
        if (type == typeof(Price)) return new Price(Positive());
        if (type == typeof(Quantity)) return new Quantity(whole ? Positive() : Pick([0m, Positive()]));
        if (type == typeof(Currency)) return Pick([default, Currency.Usd, new Currency("USDT"), new Currency("SOL")]);
        if (type == typeof(Timeframe)) return new Timeframe(Pick([1, 5, 60, 1440]));
        if (type == typeof(InstrumentId)) return Pick([default, InstrumentId.Parse("alpaca:SPY"), InstrumentId.Parse("binance:BONK/USDT"), InstrumentId.Parse("solana:" + new string('x', 44) + _random.Next(100))]);
        if (type == typeof(InstanceId)) return Pick([default, new InstanceId("alpha"), new InstanceId("b-2"), new InstanceId("z" + new string('9', 39))]);
        return null;
    }

    private object Container(Type type)
    {
        var (shape, of) = (type.GetGenericTypeDefinition(), type.GenericTypeArguments);
        if (shape == typeof(Nullable<>)) return Of(of[0]);
        var make = shape == typeof(ImmutableArray<>) ? ArrayOf
            : shape == typeof(ImmutableQueue<>) ? QueueOf
            : shape == typeof(ImmutableSortedDictionary<,>) ? SortedOf
            : shape == typeof(ImmutableDictionary<,>) ? HashedOf
            : throw new NotSupportedException(type.ToString());
        return make.MakeGenericMethod(of).Invoke(this, null)!;
    }

    private object Record(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length) ?? throw new NotSupportedException(type.ToString());
        var record = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sometimes(_nullability.Create(parameter).WriteState) ? null : Of(parameter.ParameterType))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null && constructor.GetParameters().All(parameter => parameter.Name != property.Name)))
            property.SetValue(record, Sometimes(_nullability.Create(property).WriteState) ? null : Of(property.PropertyType));
        return record;
    }

    private bool Sometimes(NullabilityState state) => !whole && state == NullabilityState.Nullable && _random.Next(3) == 0;

    private static Type[] Cases(Type type) => [.. type.GetNestedTypes().Where(type.IsAssignableFrom)];

    private decimal Positive() => new decimal(_random.Next(1, int.MaxValue), 0, 0, false, (byte)_random.Next(19)) * Pick([1m, 1000m, 1.10m]);

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private IEnumerable<T> Some<T>() => Enumerable.Range(0, whole ? 1 : _random.Next(4)).Select(_ => Of<T>());

    private ImmutableArray<T> ImmutableArrayOf<T>() => [.. Some<T>()];

    private ImmutableQueue<T> ImmutableQueueOf<T>() => [.. Some<T>()];

    private ImmutableSortedDictionary<TKey, TValue> SortedDictionaryOf<TKey, TValue>()
        where TKey : notnull =>
        Some<TKey>().Distinct().ToImmutableSortedDictionary(key => key, _ => Of<TValue>(), typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : null);

    private ImmutableDictionary<TKey, TValue> DictionaryOf<TKey, TValue>()
        where TKey : notnull => Some<TKey>().Distinct().ToImmutableDictionary(key => key, _ => Of<TValue>());

    private static MethodInfo Method(string name) => typeof(Invention).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}
