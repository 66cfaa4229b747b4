using System.Globalization;
using InvestBot.Api.Auth;
using InvestBot.Storage;
using InvestBot.Storage.Users;

namespace InvestBot.Api.Auditing;

/// <summary>Keeps who changed what, or tried to, with how it ended and what the request said. Passwords and keys are never kept.</summary>
internal sealed class AuditTrail(RequestDelegate next, FleetStorage storage, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Audited>() is not { } audited)
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
            await KeepAsync(context, audited, context.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            await KeepAsync(context, audited, "failed");
            throw;
        }
    }

    private async Task KeepAsync(HttpContext context, Audited audited, string outcome)
    {
        var actor = Audit.Actor(context) ?? (context.User.Id() is { Length: > 0 } id ? id : "anonymous");
        var target = Audit.Target(context) ?? context.GetRouteValue("instance") as string ?? "fleet";
        // The change is made: what keeps its trace must not end with the client's connection.
        await storage.Audit.AddAsync(
            new AuditEntry(0, time.GetUtcNow(), actor, audited.Action, target, outcome, audited.HoldsSecrets ? default : await RequestBody.ReadAsync(context.Request, CancellationToken.None)),
            CancellationToken.None);
    }
}
