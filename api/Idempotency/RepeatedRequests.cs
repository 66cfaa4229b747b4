using System.Security.Cryptography;
using System.Text;
using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Problems;
using InvestBot.Storage;
using InvestBot.Storage.Idempotency;

namespace InvestBot.Api.Idempotency;

/// <summary>A mutation with an Idempotency-Key is worked on once; repeating it gives the first answer again.</summary>
internal sealed class RepeatedRequests(RequestDelegate next, FleetStorage storage)
{
    internal const string Header = "Idempotency-Key";
    private const int Longest = 128;

    public async Task InvokeAsync(HttpContext context)
    {
        // Answers with tokens and digests of keys are not kept: signing in, or setting a key, twice does no harm.
        if (context.GetEndpoint()?.Metadata.GetMetadata<Audited>() is not { } audited
            || audited.HoldsSecrets
            || context.Request.Headers[Header] is not { Count: > 0 } header)
        {
            await next(context);
            return;
        }
        var key = header.ToString();
        if (key.Length is 0 or > Longest || !key.All(character => character is > ' ' and < (char)127))
        {
            await Problem.Of(StatusCodes.Status400BadRequest, "bad-idempotency-key", "The Idempotency-Key is not usable.", Header, key, $"Use 1 to {Longest} visible ASCII characters.").ExecuteAsync(context);
            return;
        }
        var caller = context.User.Id();
        var begun = await storage.Idempotency.BeginAsync(caller, key, await DigestAsync(context), context.RequestAborted);
        await (begun switch
        {
            { State: IdempotencyState.Started } => WorkAsync(context, caller, key),
            { State: IdempotencyState.Answered, Answer: { } answer } => RepeatAsync(context, answer),
            { State: IdempotencyState.Mismatch } =>
                Problem.Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "This Idempotency-Key belongs to another request.", Header, key, "Use a new key for each request.").ExecuteAsync(context),
            _ => Problem.Of(StatusCodes.Status409Conflict, "in-progress", "The first request with this Idempotency-Key is still being worked on.", Header, key, "Ask again in a moment.").ExecuteAsync(context),
        });
    }

    private async Task WorkAsync(HttpContext context, string caller, string key)
    {
        var response = context.Response.Body;
        using MemoryStream kept = new();
        context.Response.Body = kept;
        var answered = false;
        try
        {
            await next(context);
            // What may go better next time is not the answer.
            if (context.Response.StatusCode is < 500 and not (401 or 403 or 429))
            {
                await storage.Idempotency.CompleteAsync(caller, key, new StoredAnswer(context.Response.StatusCode, context.Response.ContentType ?? "", kept.ToArray()), CancellationToken.None);
                answered = true;
            }
        }
        finally
        {
            context.Response.Body = response;
            if (!answered) await storage.Idempotency.AbandonAsync(caller, key, CancellationToken.None);
        }
        kept.Position = 0;
        await kept.CopyToAsync(response, context.RequestAborted);
    }

    private static async Task RepeatAsync(HttpContext context, StoredAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.ContentType.Length > 0) context.Response.ContentType = answer.ContentType;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task<byte[]> DigestAsync(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n"));
        hash.AppendData(await RequestBody.ReadAsync(context.Request, context.RequestAborted));
        return hash.GetHashAndReset();
    }
}
