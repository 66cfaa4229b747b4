using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Grains;

/// <summary>
/// States as JSON with the version of their schema in front. An older version goes through the steps up to today's; a newer one is
/// refused. A type that is not registered is written and read as it is.
/// </summary>
public sealed class StateSchemas
{
    /// <summary>The member that holds the version.</summary>
    public const string Member = "schema";

    private const string Value = "value";

    private readonly Dictionary<Type, StateSchema> _schemas;
    private readonly JsonSerializerOptions _json;

    /// <param name="json">How states are written; names are in camel case.</param>
    /// <param name="schemas">One for each type of grain.</param>
    public StateSchemas(JsonSerializerOptions json, params IReadOnlyCollection<StateSchema> schemas)
    {
        ArgumentNullException.ThrowIfNull(json);
        All = schemas;
        _schemas = schemas.ToDictionary(schema => typeof(Stored<>).MakeGenericType(schema.Kept));
        _json = new JsonSerializerOptions(json) { TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(AddNumber) };
        _json.MakeReadOnly();
    }

    /// <summary>What is registered.</summary>
    public IReadOnlyCollection<StateSchema> All { get; }

    /// <summary>A state as it is stored.</summary>
    public byte[] Write<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, _json);

    /// <summary>A stored state.</summary>
    /// <exception cref="StateSchemaException">A newer version of this program wrote it.</exception>
    /// <exception cref="JsonException">It has not the form of its version.</exception>
    public T? Read<T>(ReadOnlyMemory<byte> data)
    {
        if (!_schemas.TryGetValue(typeof(T), out StateSchema? schema))
            return JsonSerializer.Deserialize<T>(data.Span, _json);
        int version = VersionOf(data.Span);
        if (version > schema.Version)
            throw new StateSchemaException(schema, version);
        return version == schema.Version ? JsonSerializer.Deserialize<T>(data.Span, _json) : Upcast(schema, version, data).Deserialize<T>(_json);
    }

    /// <summary>The version of a stored state; 0 when it carries none.</summary>
    public static int VersionOf(ReadOnlySpan<byte> data)
    {
        Utf8JsonReader reader = new(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(Member);
            reader.Read();
            if (found)
                return reader.GetInt32();
            reader.Skip();
        }

        return 0;
    }

    private static JsonNode Upcast(StateSchema schema, int version, ReadOnlyMemory<byte> data)
    {
        JsonNode state = JsonNode.Parse(data.Span) ?? throw new JsonException("The state is null.");
        if (state[Value] is not JsonObject value)
            return state;
        state[Value] = null;
        state[Value] = schema.Steps.Skip(version).Aggregate(value, (older, step) => step(older));
        return state;
    }

    private void AddNumber(JsonTypeInfo info)
    {
        if (!_schemas.TryGetValue(info.Type, out StateSchema? schema))
            return;
        JsonPropertyInfo number = info.CreateJsonPropertyInfo(typeof(int), Member);
        number.Order = int.MinValue;
        number.Get = _ => schema.Version;
        info.Properties.Add(number);
    }
}
