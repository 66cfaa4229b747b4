using InvestBot.Api.Page;

namespace InvestBot.Api.Problems;

/// <summary>Answers at once, whoever asks, where nothing is, and where routing itself refuses: a wrong method or type of body.</summary>
internal sealed class Nowhere(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() switch
    {
        null => Problem.NothingAt(context.Request.Path).ExecuteAsync(context),
        { Metadata: var metadata } when metadata.GetMetadata<PageFallback>() is not null && IsApi(context.Request.Path) => Problem.NothingAt(context.Request.Path).ExecuteAsync(context),
        not RouteEndpoint and { RequestDelegate: { } refuse } => refuse(context),
        _ => next(context),
    };

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/local");
}
