using System.Runtime.CompilerServices;
using System.Text.Json;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>The JSON texts of things that never change, each made once and remembered for as long as the thing itself.</summary>
/// <typeparam name="T">Immutable, with all that it holds.</typeparam>
/// <param name="options">How they are written.</param>
internal sealed class KeptTexts<T>(JsonSerializerOptions options)
    where T : class
{
    private readonly ConditionalWeakTable<T, byte[]> _known = [];

    internal void Write(Utf8JsonWriter writer, T value)
    {
        if (!_known.TryGetValue(value, out var text))
        {
            text = JsonSerializer.SerializeToUtf8Bytes(value, options);
            _known.AddOrUpdate(value, text);
        }

        writer.WriteRawValue(text, skipInputValidation: true);
    }
}
