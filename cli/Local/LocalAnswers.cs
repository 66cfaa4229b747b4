using InvestBot.Api.Health;
using InvestBot.Cli.Backups;
using InvestBot.Cli.Keys;
using InvestBot.Cli.Models;
using InvestBot.Cli.Output;
using InvestBot.Storage.Backups;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace InvestBot.Cli.Local;

/// <summary>What the server answers to the command line of its own machine.</summary>
/// <param name="Figures">The fleet in a few numbers: instances, open positions, trades, equity.</param>
/// <param name="Health">How each part of the server is.</param>
/// <param name="Verify">Recomputes positions, cash and P&amp;L from fills and checks the journal of every instance.</param>
/// <param name="Restore">Sets one instance back to a backup while the others trade.</param>
/// <param name="Rotate">Changes keys.</param>
/// <param name="Models">Brings trained models to the bots, or pins one.</param>
internal sealed record LocalAnswers(
    Func<CancellationToken, Task<IReadOnlyList<Figure>>> Figures,
    Func<CancellationToken, Task<HealthCheck[]>> Health,
    Func<CancellationToken, Task<Report>> Verify,
    Func<RestoreOrder, CancellationToken, Task<Report>> Restore,
    Func<RotationOrder, CancellationToken, Task<Report>> Rotate,
    Func<ModelOrder, CancellationToken, Task<Report>> Models)
{
    public const string FiguresPath = "/local/figures";
    public const string HealthPath = "/local/health";
    public const string VerifyPath = "/local/verify";
    public const string RestorePath = "/local/restore";
    public const string RotatePath = "/local/rotate";
    public const string ModelsPath = "/local/models";

    /// <summary>Maps them; without the right key they are not there. The key stands in place of a sign-in.</summary>
    public void Map(IEndpointRouteBuilder routes, string key)
    {
        routes.MapGet(FiguresPath, (HttpContext context) => AnswerAsync(context, key, async token => new Report(true, await Figures(token), []))).AllowAnonymous();
        routes.MapGet(HealthPath, (HttpContext context) => AnswerAsync(context, key, async token => HealthReport.Write(await Health(token)))).AllowAnonymous();
        routes.MapPost(VerifyPath, (HttpContext context) => AnswerAsync(context, key, Verify)).AllowAnonymous();
        routes.MapPost(RestorePath, (HttpContext context) => AnswerAsync(context, key, async token =>
            await Restore(await RestoreRequest.ReadAsync(context.Request.Body, token), token))).AllowAnonymous();
        routes.MapPost(RotatePath, (HttpContext context) => AnswerAsync(context, key, async token =>
            await Rotate(await RotationOrder.ReadAsync(context.Request.Body, token), token))).AllowAnonymous();
        routes.MapPost(ModelsPath, (HttpContext context) => AnswerAsync(context, key, async token =>
            await Models(await ModelOrder.ReadAsync(context.Request.Body, token), token))).AllowAnonymous();
    }

    private static Task AnswerAsync(HttpContext context, string key, Func<CancellationToken, Task<Report>> answer) =>
        AnswerAsync(context, key, async token => (await answer(token)).ToJson());

    private static async Task AnswerAsync(HttpContext context, string key, Func<CancellationToken, Task<string>> answer)
    {
        if (!LocalKey.Matches(key, context.Request.Headers[LocalKey.Header]))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var json = await answer(context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }
}
