using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Serve;
using InvestBot.Exchanges.Paper;
using InvestBot.Silo.Paper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace InvestBot.Cli.Venue;

/// <summary>Composes and runs the paper venue's process.</summary>
internal static class VenueHost
{
    private const long LargestCall = 1024 * 1024;

    public static async Task<int> RunAsync(int port, VenueHome home, string? dataFolder, CancellationToken token)
    {
        using var books = new FileBooks(home.Books);
        await using var app = Build(port, home.Key(), new VenueCalls(new PaperExchange(books), VenueMarkets.Open(Path.Combine(Clone.Folder, "data"), dataFolder)));
        await HostingAbstractionsHostExtensions.RunAsync(app, token);
        return 0;
    }

    internal static WebApplication Build(int port, string key, VenueCalls calls)
    {
        var builder = LoopbackHost.CreateBuilder();
        ServerHost.ConfigureLogging(builder.Logging);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestCall);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (LocalKey.Matches(key, context.Request.Headers[PaperPaths.KeyHeader])) await next(context);
            else await RefuseAsync(context, StatusCodes.Status401Unauthorized, $"the key is not this venue's; its file is named by {VenueHome.KeyFileVariable}.");
        });
        Map(app, calls);
        return app;
    }

    private static void Map(WebApplication app, VenueCalls calls)
    {
        app.MapGet(PaperPaths.Health, () => Results.Ok());
        app.MapPost(PaperPaths.Open, (HttpContext context) => AnswerAsync(context, calls.OpenAsync));
        app.MapPost(PaperPaths.Round, (HttpContext context) => AnswerAsync(context, calls.RoundAsync));
        app.MapPost(PaperPaths.Send, (HttpContext context) => AnswerAsync(context, calls.SendAsync));
        app.MapGet(PaperPaths.Events, (HttpContext context, string account, long after) => AnswerAsync(context, _ => calls.EventsAsync(account, after)));
        app.MapGet(PaperPaths.Snapshot, (HttpContext context, string account) => AnswerAsync(context, _ => calls.SnapshotAsync(account)));
    }

    // What was begun is done: that its caller has gone changes nothing.
    private static async Task AnswerAsync(HttpContext context, Func<ReadOnlyMemory<byte>, Task<byte[]>> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        try
        {
            var content = await answer(body.ToArray());
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
        catch (InvalidOperationException refusal)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, refusal.Message);
        }
        catch (System.Text.Json.JsonException fault)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"the call is not of the venue's protocol: {fault.Message}");
        }
        catch (IOException fault)
        {
            await RefuseAsync(context, StatusCodes.Status507InsufficientStorage, $"its books can't be written: {fault.Message}");
        }
        catch (InvalidDataException fault)
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, fault.Message);
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
