using System.Globalization;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;

namespace InvestBot.Cli.Up;

/// <summary>
/// Which launch of a home is the last one. It is written before the process is started: a server that an <c>up</c> left without a record,
/// because it was killed, finds that another was begun since, and ends instead of running the fleet unseen.
/// </summary>
internal static class LaunchMark
{
    /// <summary>The variable that tells the server which launch it is.</summary>
    public const string Variable = "INVESTBOT_LAUNCH";

    /// <summary>Marks a new launch as the last one.</summary>
    /// <returns>What the server is told.</returns>
    public static string Make(InstallationHome home)
    {
        var mark = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var made = home.LaunchFile + ".new";
        File.WriteAllText(made, mark);
        File.Move(made, home.LaunchFile, overwrite: true);
        return mark;
    }

    /// <summary>Nothing while the launch is the last one.</summary>
    /// <param name="home">Whose.</param>
    /// <param name="mark">What the server was told; null when nobody launched it.</param>
    /// <exception cref="CliFailure">It is not.</exception>
    public static void Check(InstallationHome home, string? mark)
    {
        if (mark is not null && (!File.Exists(home.LaunchFile) || File.ReadAllText(home.LaunchFile) != mark))
            throw new CliFailure(ExitCode.Busy, "Another server was started since in this home; this one ends.");
    }
}
