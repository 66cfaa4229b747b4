using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.Cli.Models;

/// <summary>What the command line asks the server to do with models.</summary>
/// <param name="Bot">The bot to pin or to let go; <c>null</c>: offer the library's models to all.</param>
/// <param name="Model">The version that stays in force; 0: the weighed votes; <c>null</c>: let go.</param>
internal sealed record ModelOrder(string? Bot, int? Model)
{
    public HttpContent Write()
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(this, ModelOrderJson.Default.ModelOrder));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public static async Task<ModelOrder> ReadAsync(Stream body, CancellationToken token) =>
        await JsonSerializer.DeserializeAsync(body, ModelOrderJson.Default.ModelOrder, token) ?? throw new JsonException("The request is null.");
}

[JsonSerializable(typeof(ModelOrder))]
internal sealed partial class ModelOrderJson : JsonSerializerContext;
