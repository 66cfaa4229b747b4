using System.CommandLine;
using System.CommandLine.Parsing;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;

namespace InvestBot.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var parsed = CommandTree.Build(TimeProvider.System).Parse(arguments.Length > 0 ? arguments : ["--help"]);
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
                throw Misused(parsed);
            // Commands that start something hear Ctrl-C themselves and end it in order.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (OperationCanceledException)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (Exception e) when (CliFailure.From(e) is { } failure)
        {
            if (arguments.Contains(JsonOption.Name))
                new Report(false, [], [failure.Message]).Write(Console.Out, json: true);
            else
                await Console.Error.WriteLineAsync($"{CliFailure.Prefix}{failure.Message}");
            return (int)failure.Code;
        }
        catch (Exception e)
        {
            // A mistake of the program: everything that helps to find it, and a code of its own.
            await Console.Error.WriteLineAsync($"{CliFailure.Prefix}this is a fault of the program itself, please report it: {e}");
            return (int)ExitCode.Fault;
        }
    }

    private static CliFailure Misused(ParseResult parsed)
    {
        var unknown = parsed.UnmatchedTokens is [var first, ..] ? $"'{first}' is unknown." : parsed.Errors[0].Message;
        var help = $"{PathOf(parsed.CommandResult)} --help";
        return new CliFailure(ExitCode.Usage, $"{unknown} See: {help}");
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult above ? $"{PathOf(above)} {result.Command.Name}" : "investbot";
}
