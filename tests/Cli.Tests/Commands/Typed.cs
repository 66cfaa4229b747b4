using System.CommandLine;

namespace InvestBot.Cli.Commands;

/// <summary>Runs a command line in this process, as the program would, and keeps what it wrote.</summary>
internal sealed record Typed(int ExitCode, string Output, string Error)
{
    public static async Task<Typed> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        var code = await CommandTree.Build(TimeProvider.System).Parse(arguments)
            .InvokeAsync(configuration, TestContext.Current.CancellationToken);
        return new Typed(code, output.ToString(), error.ToString());
    }
}
