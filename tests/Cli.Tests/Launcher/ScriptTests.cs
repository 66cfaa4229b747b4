using System.Diagnostics;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Launcher;

public sealed class ScriptTests
{
    [Fact]
    public async Task Script_WithoutDotnet_SaysSoInOneSentence()
    {
        using var tools = new ScratchFolder();
        foreach (var tool in new[] { "bash", "env", "dirname", "readlink" })
            File.CreateSymbolicLink(tools.File(tool), File.Exists($"/usr/bin/{tool}") ? $"/usr/bin/{tool}" : $"/bin/{tool}");

        var (code, errors) = await RunAsync(tools.Path, "status");

        code.ShouldBe(4);
        errors.Trim().ShouldBe("investbot: the .NET SDK is missing; install version 10 from https://dotnet.microsoft.com/download");
    }

    private static async Task<(int Code, string Errors)> RunAsync(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Investbot.FindClone(), "investbot"), .. arguments]) { RedirectStandardError = true };
        start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }
}
