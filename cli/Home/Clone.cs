using InvestBot.Cli.Exits;

namespace InvestBot.Cli.Home;

/// <summary>The folder with the sources that this program was built from.</summary>
internal static class Clone
{
    /// <summary>Set by the launcher script.</summary>
    public const string Variable = "INVESTBOT_ROOT";

    public const string Solution = "InvestBot.Orleans.sln";

    /// <summary>The folder given by the launcher, or the nearest one above the program that holds the solution.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return Path.GetFullPath(given);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        throw new CliFailure(ExitCode.Missing, "The sources were not found; start investbot by the script in its folder.");
    }
}
