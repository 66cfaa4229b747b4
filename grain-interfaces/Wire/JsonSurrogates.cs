using System.Text.Json;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Models;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Json;
using Orleans;

namespace InvestBot.GrainInterfaces.Wire;

/// <summary>What is too large, or too seldom sent, for a surrogate of its own: the domain's JSON.</summary>
[GenerateSerializer, Immutable, Alias("ib.json")]
internal readonly record struct JsonSurrogate([property: Id(0)] ReadOnlyMemory<byte> Json);

/// <summary>A value as JSON on the wire.</summary>
internal abstract class JsonConverter<T> : IConverter<T, JsonSurrogate>
    where T : class
{
    public T ConvertFromSurrogate(in JsonSurrogate surrogate) =>
        JsonSerializer.Deserialize<T>(surrogate.Json.Span, WireJson.Options) ?? throw new JsonException($"null is no {typeof(T).Name}");

    public JsonSurrogate ConvertToSurrogate(in T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options));
}

/// <summary>The domain's JSON without what the receiver computes itself.</summary>
internal static class WireJson
{
    internal static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DomainJson.Options) { IgnoreReadOnlyProperties = true };
        // A message is written once: there is nothing to remember, and its parts stay known to the options.
        foreach (var kept in options.Converters.OfType<KeptParts>().ToList()) options.Converters.Remove(kept);
        return options;
    }
}

[RegisterConverter]
internal sealed class BotConfigurationConverter : JsonConverter<BotConfiguration>;

[RegisterConverter]
internal sealed class BracketConverter : JsonConverter<Bracket>;

[RegisterConverter]
internal sealed class EntryProposalConverter : JsonConverter<EntryProposal>;

[RegisterConverter]
internal sealed class ExitPlanConverter : JsonConverter<ExitPlan>;

[RegisterConverter]
internal sealed class ExitStateConverter : JsonConverter<ExitState>;

[RegisterConverter]
internal sealed class HaltConverter : JsonConverter<Halt>;

[RegisterConverter]
internal sealed class InstrumentConverter : JsonConverter<Instrument>;

[RegisterConverter]
internal sealed class LedgerConverter : JsonConverter<Ledger>;

[RegisterConverter]
internal sealed class ModelShelfConverter : JsonConverter<ModelShelf>;

[RegisterConverter]
internal sealed class OrdersStateConverter : JsonConverter<OrdersState>;

[RegisterConverter]
internal sealed class RiskInputsConverter : JsonConverter<RiskInputs>;

[RegisterConverter]
internal sealed class RiskSettingsConverter : JsonConverter<RiskSettings>;

[RegisterConverter]
internal sealed class RiskStateConverter : JsonConverter<RiskState>;

[RegisterConverter]
internal sealed class RiskVerdictConverter : JsonConverter<RiskVerdict>;

[RegisterConverter]
internal sealed class SignalConverter : JsonConverter<Signal>;

[RegisterConverter]
internal sealed class VenueMessageConverter : JsonConverter<VenueMessage>;

[RegisterConverter]
internal sealed class VenueSnapshotConverter : JsonConverter<VenueSnapshot>;
