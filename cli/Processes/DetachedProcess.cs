using System.Diagnostics;
using InvestBot.Cli.Exits;

namespace InvestBot.Cli.Processes;

/// <summary>Starts a program in a session of its own: it outlives this process and hears no Ctrl-C of this terminal.</summary>
internal static class DetachedProcess
{
    private const string Redirect = "exec setsid \"$@\" >>\"$INVESTBOT_LOG\" 2>&1 </dev/null";

    /// <param name="command">The program and its arguments; seen by every user of the machine, so no secrets.</param>
    /// <param name="log">Where its output goes.</param>
    /// <param name="environment">Variables to add; read by this user alone.</param>
    public static Process Start(IReadOnlyList<string> command, string log, IReadOnlyDictionary<string, string> environment)
    {
        // Neither sh nor setsid forks here: both become the program and keep the id.
        var start = new ProcessStartInfo("/bin/sh", ["-c", Redirect, "sh", .. command]) { WorkingDirectory = "/" };
        start.Environment["INVESTBOT_LOG"] = log;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new CliFailure(ExitCode.ServerNotReady, "The server process could not be started.");
    }
}
