using System.Security.Cryptography;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Silo.Paper;

namespace InvestBot.Cli.Venue;

/// <summary>The folder of a paper venue in a process of its own, and how a server is told of it.</summary>
/// <param name="folder">Books and key.</param>
internal sealed class VenueHome(string folder)
{
    /// <summary>Names the venue's address to the server; without it the venue lives in the server.</summary>
    public const string AddressVariable = "INVESTBOT_PAPER_VENUE";

    /// <summary>Names the file with the venue's key to the server, when the venue does not use the server's home.</summary>
    public const string KeyFileVariable = "INVESTBOT_PAPER_VENUE_KEY_FILE";

    public string Books => Path.Combine(folder, "books");

    public string KeyFile => Path.Combine(folder, "key");

    public string Log => Path.Combine(folder, "venue.log");

    public static VenueHome Of(InstallationHome home) => new(Path.Combine(home.Folder, "venue"));

    /// <summary>The key, made at the first start; every later one uses the same, so that servers find the venue again.</summary>
    public string Key()
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!File.Exists(KeyFile)) SecretFile.Write(KeyFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        return File.ReadAllText(KeyFile);
    }

    /// <summary>The venue that the environment names, or null.</summary>
    /// <exception cref="CliFailure">It is named wrongly.</exception>
    public static PaperVenueAddress? Given(Func<string, string?> variable, InstallationHome home)
    {
        if (variable(AddressVariable) is not { Length: > 0 } given) return null;
        if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || !address.IsLoopback)
            throw new CliFailure(ExitCode.Usage, $"{AddressVariable} is '{given}'; it takes an address on this machine, such as http://127.0.0.1:{VenueCommand.DefaultPort}");
        var file = variable(KeyFileVariable) is { Length: > 0 } named ? named : Of(home).KeyFile;
        if (!File.Exists(file)) throw new CliFailure(ExitCode.Usage, $"The paper venue's key is not in {file}; start the venue first (investbot venue), or name its key file in {KeyFileVariable}.");
        return new PaperVenueAddress(address, File.ReadAllText(file).Trim());
    }
}
