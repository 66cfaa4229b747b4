using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using Orleans;

namespace InvestBot.GrainInterfaces.Wire;

/// <summary>A number on the wire; exact.</summary>
[GenerateSerializer, Immutable, Alias("ib.decimal")]
internal readonly record struct DecimalSurrogate([property: Id(0)] decimal Value);

/// <summary>A name on the wire; <c>null</c> or empty for one that was never given.</summary>
[GenerateSerializer, Immutable, Alias("ib.text")]
internal readonly record struct TextSurrogate([property: Id(0)] string? Text);

/// <summary>Money on the wire; the currency is empty for money of none.</summary>
[GenerateSerializer, Immutable, Alias("ib.money")]
internal readonly record struct MoneySurrogate([property: Id(0)] decimal Amount, [property: Id(1)] string? Currency);

/// <summary>A value that is one number. What the value's constructor refuses does not arrive.</summary>
internal abstract class DecimalConverter<T>(Func<decimal, T> read, Func<T, decimal> write) : IConverter<T, DecimalSurrogate>
{
    public T ConvertFromSurrogate(in DecimalSurrogate surrogate) => read(surrogate.Value);

    public DecimalSurrogate ConvertToSurrogate(in T value) => new(write(value));
}

/// <summary>A value that is one text. What the value's constructor refuses does not arrive.</summary>
internal abstract class TextConverter<T>(Func<string, T> read, Func<T, string?> write) : IConverter<T, TextSurrogate>
    where T : struct
{
    public T ConvertFromSurrogate(in TextSurrogate surrogate) => string.IsNullOrEmpty(surrogate.Text) ? default : read(surrogate.Text);

    public TextSurrogate ConvertToSurrogate(in T value) => new(write(value));
}

[RegisterConverter]
internal sealed class PriceConverter() : DecimalConverter<Price>(value => new Price(value), price => price.Value);

[RegisterConverter]
internal sealed class QuantityConverter() : DecimalConverter<Quantity>(value => new Quantity(value), quantity => quantity.Value);

[RegisterConverter]
internal sealed class InstanceIdConverter() : TextConverter<InstanceId>(text => new InstanceId(text), id => id.ToString());

[RegisterConverter]
internal sealed class InstrumentIdConverter() : TextConverter<InstrumentId>(InstrumentId.Parse, id => id.ToString());

[RegisterConverter]
internal sealed class TradeIdConverter() : TextConverter<TradeId>(text => new TradeId(text), id => id.Value);

[RegisterConverter]
internal sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) =>
        new(surrogate.Amount, string.IsNullOrEmpty(surrogate.Currency) ? default : new Currency(surrogate.Currency));

    public MoneySurrogate ConvertToSurrogate(in Money value) => new(value.Amount, value.Currency.Code);
}
