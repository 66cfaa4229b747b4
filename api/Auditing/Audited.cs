namespace InvestBot.Api.Auditing;

/// <summary>Marks an endpoint that changes something.</summary>
/// <param name="Action">What it does, as a dotted lowercase text.</param>
internal sealed record Audited(string Action)
{
    /// <summary>Whether requests, or answers, hold passwords, tokens or keys: then nothing of them is kept or told again.</summary>
    internal bool HoldsSecrets => Action.StartsWith("auth.", StringComparison.Ordinal) || Action.StartsWith("key.", StringComparison.Ordinal);
}

/// <summary>What a handler knows of its audit entry that the request does not say.</summary>
internal static class Audit
{
    private static readonly object ActorKey = new();
    private static readonly object TargetKey = new();

    internal static void Actor(HttpContext context, string id) => context.Items[ActorKey] = id;

    internal static void Target(HttpContext context, string id) => context.Items[TargetKey] = id;

    internal static string? Actor(HttpContext context) => context.Items[ActorKey] as string;

    internal static string? Target(HttpContext context) => context.Items[TargetKey] as string;
}
