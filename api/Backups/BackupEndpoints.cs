using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Instances;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Storage;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Instances;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace InvestBot.Api.Backups;

/// <summary>Backups for administrators. A name is looked up among those that the folder lists; it is never a path.</summary>
internal static class BackupEndpoints
{
    private const string Elsewhere = "Use the command line where the fleet runs: investbot backup.";

    internal static void MapBackups(this IEndpointRouteBuilder app)
    {
        var backups = app.MapGroup("/backups").RequireAuthorization(Roles.Admin).WithTags("backups");
        backups.MapGet("", List);
        backups.MapPost("", CreateAsync).WithMetadata(new Audited("backup.create"));
        backups.MapPost("/{name}/verify", VerifyAsync).WithMetadata(new Audited("backup.verify"));
        backups.MapPost("/{name}/restore", RestoreAsync).WithMetadata(new Audited("backup.restore"));
    }

    private static Results<Ok<IReadOnlyList<BackupView>>, ProblemHttpResult> List(string? instance, [FromServices] IBackupDesk? desk) =>
        desk is null ? NotHere() : TypedResults.Ok<IReadOnlyList<BackupView>>([.. desk.Folder.List(instance).Select(BackupView.Of)]);

    private static async Task<Results<Created<BackupContent>, ProblemHttpResult>> CreateAsync(
        BackupRequest request, HttpContext context, InstanceDirectory directory, [FromServices] IBackupDesk? desk, CancellationToken cancellationToken)
    {
        if (desk is null) return NotHere();
        if (request.Instance != InstanceName.Fleet && !await directory.HasAsync(request.Instance, cancellationToken)) return Problem.Unknown("instance", "instance", request.Instance, directory.Advice(request.Instance));
        Audit.Target(context, request.Instance);
        try
        {
            var made = await desk.CreateAsync(request.Instance, cancellationToken);
            var name = Path.GetFileName(made.Path);
            return TypedResults.Created($"/api/v1/backups?instance={request.Instance}", BackupContent.Of(name, made.Header));
        }
        catch (BackupException refusal)
        {
            return Problem.Of(StatusCodes.Status409Conflict, "backup-refused", refusal.Message, "instance", request.Instance, "See what the sentence says, and try again.");
        }
    }

    private static async Task<Results<Ok<BackupContent>, ProblemHttpResult>> VerifyAsync(
        string name, HttpContext context, FleetStorage storage, [FromServices] IBackupDesk? desk, CancellationToken cancellationToken)
    {
        if (desk is null) return NotHere();
        if (Find(desk, name) is not { } entry) return Unknown(name);
        Audit.Target(context, entry.Instance);
        try
        {
            return TypedResults.Ok(BackupContent.Of(entry.Name, await storage.Backups.VerifyAsync(entry.Path, cancellationToken)));
        }
        catch (BackupException refusal)
        {
            return Unfit(entry, refusal);
        }
    }

    private static async Task<Results<Ok<RestoredView>, ProblemHttpResult>> RestoreAsync(
        string name, RestoreBody request, HttpContext context, FleetStorage storage, [FromServices] IBackupDesk? desk, CancellationToken cancellationToken)
    {
        if (desk is null) return NotHere();
        if (Find(desk, name) is not { } entry) return Unknown(name);
        if (entry.Instance == InstanceName.Fleet)
            return Problem.Of(StatusCodes.Status409Conflict, "server-runs", "The backup of the fleet takes the place of everything, which no running server can do.", "name", name, "On an empty home: investbot backup restore fleet");
        var target = request.As ?? entry.Instance;
        if (!InstanceName.IsValid(target))
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "bad-as", $"as cannot be '{target}'.", "as", target, "Use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter, and not 'fleet'.");
        Audit.Target(context, target);
        if (Confirmation.Missing(request.Confirm, target) is { } missing) return missing;
        if (target != entry.Instance && (await storage.Instances.ListAsync(cancellationToken)).Any(record => record.Name == target))
            return Problem.Of(StatusCodes.Status409Conflict, "name-taken", $"There is an instance '{target}' already, and the backup is of '{entry.Instance}'.", "as", target, "Choose another name.");
        try
        {
            return TypedResults.Ok(RestoredView.Of(await desk.RestoreAsync(new RestoreOrder(entry.Path, new InstanceId(target), request.WithoutBackup), cancellationToken)));
        }
        catch (BackupException refusal)
        {
            return Unfit(entry, refusal);
        }
    }

    private static BackupEntry? Find(IBackupDesk desk, string name) => desk.Folder.List().FirstOrDefault(entry => entry.Name == name);

    private static ProblemHttpResult Unknown(string name) => Problem.Unknown("backup", "name", name, "GET /api/v1/backups lists what there is.");

    private static ProblemHttpResult Unfit(BackupEntry entry, BackupException refusal) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, "backup-refused", refusal.Message, "name", entry.Name, "See what the sentence says, or use another backup.");

    private static ProblemHttpResult NotHere() => Problem.Of(StatusCodes.Status409Conflict, "no-backups-here", "This process makes no backups.", remedy: Elsewhere);
}
