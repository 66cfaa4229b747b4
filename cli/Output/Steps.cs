using System.Globalization;
using Spectre.Console;

namespace InvestBot.Cli.Output;

/// <summary>Says what a command does, one line per step with the time it took. On a terminal the step under way is shown moving.</summary>
internal sealed class Steps(TextWriter output, TimeProvider time, bool moving)
{
    /// <summary>Steps on the console; nothing moves when the output is not a terminal.</summary>
    public static Steps OnConsole(TimeProvider time) =>
        new(Console.Out, time, !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive);

    /// <summary>Runs a step and writes the sentence that it returns.</summary>
    public async Task<T> RunAsync<T>(string doing, Func<Task<(T Result, string Done)>> step)
    {
        var start = time.GetTimestamp();
        var (result, done) = moving
            ? await AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(doing + " …"), _ => step())
            : await step();
        WriteDone(done, time.GetElapsedTime(start));
        return result;
    }

    /// <summary>Runs a step that has no result.</summary>
    public Task RunAsync(string doing, Func<Task<string>> step) =>
        RunAsync(doing, async () => (Result: true, Done: await step()));

    /// <summary>A line that is no step.</summary>
    public void Say(string line) => output.WriteLine(line);

    private void WriteDone(string done, TimeSpan took) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {done,-58} {took.TotalSeconds,6:0.0} s"));
}
