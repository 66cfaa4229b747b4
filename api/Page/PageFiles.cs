using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace InvestBot.Api.Page;

/// <summary>Serves the built page: hashed assets for a year, everything else only after asking whether it changed.</summary>
internal static class PageFiles
{
    private const string Hashed = "/assets";

    internal static void UsePage(this WebApplication app, string? folder)
    {
        if (Exists(folder)) app.UseStaticFiles(Options(folder!));
    }

    internal static void MapPage(this WebApplication app, string? folder)
    {
        if (Exists(folder)) app.MapFallbackToFile("{*path:nonfile}", "index.html", Options(folder!)).AllowAnonymous().WithMetadata(new PageFallback());
    }

    private static bool Exists(string? folder) => folder is not null && File.Exists(Path.Combine(folder, "index.html"));

    private static StaticFileOptions Options(string folder)
    {
        FileExtensionContentTypeProvider types = new();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        return new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers[HeaderNames.CacheControl] =
                file.Context.Request.Path.StartsWithSegments(Hashed) ? "public, max-age=31536000, immutable" : "no-cache",
        };
    }
}

/// <summary>Marks the endpoint that answers with the page to whatever else is asked for.</summary>
internal sealed record PageFallback;
