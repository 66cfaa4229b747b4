using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Problems;

/// <summary>Turns what a request could not be read for, and faults, into problem details. A fault tells its trace id and nothing else.</summary>
internal sealed class Faults(RequestDelegate next, ILogger<Faults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await EmptyAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
#pragma warning disable CA1031 // Whatever it was, the client gets an answer that reveals nothing.
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await (await AnswerAsync(context, exception)).ExecuteAsync(context);
        }
#pragma warning restore CA1031
    }

    private async Task<ProblemHttpResult> AnswerAsync(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException { InnerException: JsonException json }) return await JsonProblem.OfAsync(context, json);
        if (exception is BadHttpRequestException bad)
        {
            return bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => TooLarge(),
                StatusCodes.Status415UnsupportedMediaType => NotJson(),
                _ => Problem.Of(bad.StatusCode, "bad-request", "The request is not understood.", remedy: "See /docs for its form."),
            };
        }
        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        Log.RequestFailed(logger, context.Request.Method, context.Request.Path, trace, exception);
        var problem = Problem.Of(StatusCodes.Status500InternalServerError, "fault", "The server could not do this. Nothing is known to be wrong with the request.", remedy: "Try again; if it stays, look for the trace id in the log.");
        problem.ProblemDetails.Extensions["traceId"] = trace;
        return problem;
    }

    private static ProblemHttpResult NotJson() =>
        Problem.Of(StatusCodes.Status415UnsupportedMediaType, "not-json", "The body is not JSON.", "Content-Type", null, "Send application/json.");

    private static ProblemHttpResult TooLarge() =>
        Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large.", remedy: "Send less than 64 KB.");

    // The framework answers these itself, without a body.
    private static Task EmptyAsync(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { ContentLength: > 0 } or { ContentType: not null } => Task.CompletedTask,
        { StatusCode: StatusCodes.Status404NotFound } => Problem.NothingAt(context.Request.Path).ExecuteAsync(context),
        { StatusCode: StatusCodes.Status405MethodNotAllowed } =>
            Problem.Of(StatusCodes.Status405MethodNotAllowed, "wrong-method", $"{context.Request.Path} cannot be called by {context.Request.Method}.", remedy: $"Allowed: {context.Response.Headers.Allow}.").ExecuteAsync(context),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => NotJson().ExecuteAsync(context),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge().ExecuteAsync(context),
        { StatusCode: StatusCodes.Status400BadRequest } when QueryProblem.Find(context) is { } problem => problem.ExecuteAsync(context),
        { StatusCode: >= 400 and var status } => Problem.Of(status, "bad-request", "The request is not understood.", remedy: "See /docs for its form.").ExecuteAsync(context),
        _ => Task.CompletedTask,
    };
}
