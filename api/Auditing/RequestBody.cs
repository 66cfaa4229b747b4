namespace InvestBot.Api.Auditing;

/// <summary>The body of a request, read again. Needs a buffered body.</summary>
internal static class RequestBody
{
    internal static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.Body.CanSeek) return [];
        request.Body.Position = 0;
        using MemoryStream copy = new();
        await request.Body.CopyToAsync(copy, cancellationToken);
        request.Body.Position = 0;
        return copy.ToArray();
    }
}
