using System.Security.Cryptography;
using System.Text;
using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Problems;
using InvestBot.Domain.Naming;
using InvestBot.Storage;
using InvestBot.Storage.Credentials;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Credentials;

/// <summary>Keys of venues and wallets: they can be set and removed here, and never be read.</summary>
internal static class CredentialEndpoints
{
    internal static void MapCredentials(this IEndpointRouteBuilder instance)
    {
        instance.MapGet("/keys", ListAsync).RequireAuthorization(Roles.Operator).WithTags("keys");
        instance.MapPut("/keys/{name}", SetAsync).RequireAuthorization(Roles.Admin).WithMetadata(new Audited("key.set")).WithTags("keys");
        instance.MapDelete("/keys/{name}", RemoveAsync).RequireAuthorization(Roles.Admin).WithMetadata(new Audited("key.remove")).WithTags("keys");
    }

    private static async Task<Ok<IReadOnlyList<SetCredential>>> ListAsync(string instance, FleetStorage storage, CancellationToken cancellationToken) =>
        TypedResults.Ok(await storage.Credentials.ListAsync(instance, cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> SetAsync(
        string instance, string name, CredentialRequest request, HttpContext context, FleetStorage storage, CancellationToken cancellationToken)
    {
        if (!CredentialName.IsValid(name)) return Problem.Of(StatusCodes.Status422UnprocessableEntity, "bad-name", $"A key cannot be called '{name}'.", "name", name, $"Use {CredentialName.Rule}.");
        Audit.Target(context, $"{instance}/{name}");
        var secret = Encoding.UTF8.GetBytes(request.Value);
        if (secret.Length is 0 or > CredentialStore.Largest)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "bad-key", "The key is empty or too long.", "value", null, $"1 to {CredentialStore.Largest} bytes.");
        var set = await storage.Credentials.SetAsync(instance, name, secret, cancellationToken);
        CryptographicOperations.ZeroMemory(secret);
        return set ? TypedResults.NoContent() : Problem.Of(StatusCodes.Status409Conflict, "archived", $"'{instance}' is archived and keeps the keys that it has.", "instance", instance);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string instance, string name, HttpContext context, FleetStorage storage, CancellationToken cancellationToken)
    {
        if (await storage.Credentials.RemoveAsync(instance, name, cancellationToken))
        {
            Audit.Target(context, $"{instance}/{name}");
            return TypedResults.NoContent();
        }
        var names = (await storage.Credentials.ListAsync(instance, cancellationToken)).Select(key => key.Name).ToList();
        return Problem.Unknown("key", "name", name, names.Count == 0 ? $"'{instance}' has no keys." : NearestNames.Advice(name, names));
    }
}

/// <summary>The key itself. It is kept encrypted and never given back.</summary>
internal sealed record CredentialRequest(string Value);
