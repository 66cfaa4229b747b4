using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Data;

/// <summary><c>investbot data check DIR</c>: what a folder of bar files holds, and every row that is wrong.</summary>
internal static class DataCommand
{
    /// <summary>Of each file that many faulty rows are named; more are counted only.</summary>
    internal const int MostPerFile = 100_000;

    public static Command Build()
    {
        var command = new Command("data", "Look at recorded market data.");
        command.Subcommands.Add(BuildCheck());
        return command;
    }

    private static ExampleCommand BuildCheck()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A folder of SYMBOL_5m.csv or SYMBOL_5m.csv.gz files." };
        var strict = new Option<bool>("--strict") { Description = "Fail when one row is faulty." };
        var json = JsonOption.Build();
        var command = new ExampleCommand(
            "check",
            "Read a folder of bar files as a replay would, and say what is wrong with it.",
            "investbot data check data/crypto-2024   what the folder holds",
            "investbot data check DIR --strict       exit code 1 when one row is faulty",
            "investbot data check DIR --json         files and faulty rows for programs")
        { folder, strict, json };
        command.SetAction((parsed, token) =>
        {
            var answer = Check(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(strict), token);
            if (parsed.GetValue(json))
                parsed.InvocationConfiguration.Output.WriteLine(answer.ToJson());
            else
                answer.WriteLines(parsed.InvocationConfiguration.Output);
            return Task.FromResult((int)(answer.Ok ? ExitCode.Ok : ExitCode.Failed));
        });
        return command;
    }

    private static DataCheck Check(string folder, bool strict, CancellationToken token)
    {
        try
        {
            return DataCheck.Of(RecordingFolder.Open(folder, new RecordingOptions(KeepPerFile: MostPerFile), cancellationToken: token), strict);
        }
        catch (RecordingException refused)
        {
            throw new CliFailure(ExitCode.Failed, refused.Message);
        }
    }
}
