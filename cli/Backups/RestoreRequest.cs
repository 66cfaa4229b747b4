using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Domain.Identity;
using InvestBot.Storage.Backups;

namespace InvestBot.Cli.Backups;

/// <summary>A restore as the command line asks the server for it.</summary>
internal sealed record RestoreRequest(string File, string? Name, bool WithoutBackup)
{
    public static HttpContent Write(RestoreOrder order)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new RestoreRequest(order.File, order.Name?.ToString(), order.WithoutBackup), RestoreRequestJson.Default.RestoreRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public static async Task<RestoreOrder> ReadAsync(Stream body, CancellationToken token)
    {
        var request = await JsonSerializer.DeserializeAsync(body, RestoreRequestJson.Default.RestoreRequest, token) ?? throw new JsonException("The request is null.");
        return new RestoreOrder(request.File, request.Name is { } name ? new InstanceId(name) : null, request.WithoutBackup);
    }
}

[JsonSerializable(typeof(RestoreRequest))]
internal sealed partial class RestoreRequestJson : JsonSerializerContext;
