using InvestBot.Domain.Markets;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using Orleans;

namespace InvestBot.GrainInterfaces.Wire;

/// <summary>A bar on the wire, its prices and volume as plain numbers: one crosses for every token and minute.</summary>
[GenerateSerializer, Immutable, Alias("ib.bar")]
internal readonly record struct BarSurrogate(
    [property: Id(0)] DateTimeOffset OpenTime,
    [property: Id(1)] decimal Open,
    [property: Id(2)] decimal High,
    [property: Id(3)] decimal Low,
    [property: Id(4)] decimal Close,
    [property: Id(5)] decimal Volume);

/// <summary>A token's report on the wire.</summary>
[GenerateSerializer, Immutable, Alias("ib.bar-report")]
internal readonly record struct BarReportSurrogate(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] Bar Bar,
    [property: Id(2)] double Return,
    [property: Id(3)] Signal? Signal,
    [property: Id(4)] Signal? Unasked);

[RegisterConverter]
internal sealed class BarConverter : IConverter<Bar, BarSurrogate>
{
    public Bar ConvertFromSurrogate(in BarSurrogate surrogate) => new(
        surrogate.OpenTime, new Price(surrogate.Open), new Price(surrogate.High), new Price(surrogate.Low), new Price(surrogate.Close), new Quantity(surrogate.Volume));

    public BarSurrogate ConvertToSurrogate(in Bar value) =>
        new(value.OpenTime, value.Open.Value, value.High.Value, value.Low.Value, value.Close.Value, value.Volume.Value);
}

[RegisterConverter]
internal sealed class BarReportConverter : IConverter<BarReport, BarReportSurrogate>
{
    public BarReport ConvertFromSurrogate(in BarReportSurrogate surrogate) => new(surrogate.Instrument, surrogate.Bar, surrogate.Return, surrogate.Signal) { Unasked = surrogate.Unasked };

    public BarReportSurrogate ConvertToSurrogate(in BarReport value) => new(value.Instrument, value.Bar, value.Return, value.Signal, value.Unasked);
}
