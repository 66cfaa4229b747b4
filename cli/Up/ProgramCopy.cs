using InvestBot.Cli.Home;

namespace InvestBot.Cli.Up;

/// <summary>
/// The server runs from a copy of the program and of its page: building or updating the clone does not change a server that trades.
/// </summary>
internal static class ProgramCopy
{
    /// <summary>The variable that names the folder of the page's files to the server.</summary>
    public const string WebVariable = "INVESTBOT_WEB";

    public static string Assembly(InstallationHome home) => Path.Combine(home.ProgramFolder, "bin", "investbot.dll");

    public static string WebFolder(InstallationHome home) => Path.Combine(home.ProgramFolder, "web");

    /// <summary>Replaces the copy. Only while no server runs.</summary>
    public static void Refresh(InstallationHome home)
    {
        if (Directory.Exists(home.ProgramFolder))
            Directory.Delete(home.ProgramFolder, recursive: true);
        Copy(AppContext.BaseDirectory, Path.Combine(home.ProgramFolder, "bin"));
        Directory.CreateDirectory(WebFolder(home));
        var page = Path.Combine(Clone.Folder, "web", "dist");
        if (Directory.Exists(page))
            Copy(page, WebFolder(home));
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(source, folder)));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(source, file)));
    }
}
