using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.Cli.Keys;

/// <summary>Which keys are to be changed, as the command line asks the server for it. No key is in it.</summary>
/// <param name="Data">Data keys.</param>
/// <param name="Instance">Those of this bot; null: of every bot and of the fleet's own tables.</param>
/// <param name="Master">The master key.</param>
/// <param name="To">The file that the new master key goes to, where the key in use comes from the environment or a command.</param>
internal sealed record RotationOrder(bool Data, string? Instance, bool Master, string? To)
{
    public HttpContent Write()
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(this, RotationJson.Default.RotationOrder));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public static async Task<RotationOrder> ReadAsync(Stream body, CancellationToken token) =>
        await JsonSerializer.DeserializeAsync(body, RotationJson.Default.RotationOrder, token) ?? throw new JsonException("The request is null.");
}

[JsonSerializable(typeof(RotationOrder))]
internal sealed partial class RotationJson : JsonSerializerContext;
