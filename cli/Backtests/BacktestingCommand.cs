using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Backtests;

/// <summary>What the commands with backtests in them share: the run's options, <c>--json</c>, an end by Ctrl-C, the report as answer.</summary>
internal static class BacktestingCommand
{
    /// <summary>Gives a command the options and the action.</summary>
    /// <param name="command">Which.</param>
    /// <param name="time">For how long reading takes.</param>
    /// <param name="together">Whether other instances may trade on the same account.</param>
    /// <param name="answer">Does the work; a report that is not ok ends with the exit code for no, or for an interruption.</param>
    public static Command Answering(this Command command, TimeProvider time, bool together, Func<ParseResult, PreparedRun, CancellationToken, Report> answer) =>
        command.Answering(time, together, (parsed, run, token) => Task.FromResult(answer(parsed, run, token)));

    /// <summary>The same for work that goes on after the run, such as asking the server.</summary>
    public static Command Answering(this Command command, TimeProvider time, bool together, Func<ParseResult, PreparedRun, CancellationToken, Task<Report>> answer)
    {
        var (options, json) = (new BacktestOptions(), JsonOption.Build());
        options.AddTo(command);
        if (together)
        {
            command.Options.Add(options.With);
            command.Options.Add(options.Models);
        }
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            try
            {
                var start = time.GetTimestamp();
                var run = PreparedRun.Of(parsed, options, interruption.Token);
                var report = await answer(parsed, run with { Loading = time.GetElapsedTime(start) }, interruption.Token);
                report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
                return (int)(report.Ok ? ExitCode.Ok : interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failed);
            }
            catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
            {
                throw new CliFailure(ExitCode.Interrupted, "Stopped before it was done; nothing was written.");
            }
        });
        return command;
    }
}
