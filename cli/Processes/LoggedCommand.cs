using System.Diagnostics;
using InvestBot.Cli.Exits;

namespace InvestBot.Cli.Processes;

/// <summary>How a command ended and what it wrote.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output)
{
    /// <summary>The exit code of a command that was ended because its time was over.</summary>
    public const int TimedOut = 124;
}

/// <summary>Runs a program to its end, keeps what it writes, and takes everything that it started with it when it is cancelled or too slow.</summary>
internal static class LoggedCommand
{
    public static async Task<CommandOutcome> RunAsync(
        IReadOnlyList<string> command,
        string folder,
        string log,
        TimeSpan limit,
        IReadOnlyDictionary<string, string?>? environment,
        CancellationToken token)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new CliFailure(ExitCode.Missing, $"{command[0]} did not start.");
        process.StandardInput.Close();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(token);
        bound.CancelAfter(limit);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var code = await EndAsync(process, bound.Token);
        token.ThrowIfCancellationRequested();
        var text = await output + await errors;
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, $"$ {string.Join(' ', command)}\n{text}", token);
        return new CommandOutcome(code, text);
    }

    private static async Task<int> EndAsync(Process process, CancellationToken token)
    {
        try
        {
            await process.WaitForExitAsync(token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return CommandOutcome.TimedOut;
        }
    }
}
