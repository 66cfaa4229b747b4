using Microsoft.AspNetCore.Builder;

namespace InvestBot.Cli.Serve;

/// <summary>The web host that every process of ours begins with.</summary>
internal static class LoopbackHost
{
    /// <summary>
    /// A host rooted in the program's own folder that watches no files. Left to itself it takes the working folder as its root, and watches
    /// everything under it for changes of its settings; a detached process works in "/", so that was the whole disk, seconds of each start.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder() => WebApplication.CreateSlimBuilder(new WebApplicationOptions
    {
        ContentRootPath = AppContext.BaseDirectory,
        Args = ["--hostBuilder:reloadConfigOnChange=false"],
    });
}
