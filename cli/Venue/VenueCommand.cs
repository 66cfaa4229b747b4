using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Home;

namespace InvestBot.Cli.Venue;

/// <summary><c>investbot venue</c>: the paper venue in a process of its own.</summary>
internal static class VenueCommand
{
    public const int DefaultPort = 9191;

    public static Command Build()
    {
        var port = ServerOptions.BuildPort("The port of the venue, on 127.0.0.1.", DefaultPort);
        var books = new Option<DirectoryInfo?>("--books") { Description = "The folder of its books and its key; without it, one in the home." };
        var data = ServerOptions.BuildData();
        var command = new ExampleCommand(
            "venue",
            "Run the paper venue in a process of its own, in the foreground, with its own books.",
            "investbot venue                                      then, elsewhere:",
            $"{VenueHome.AddressVariable}=http://127.0.0.1:{DefaultPort} investbot up")
        { port, books, data };
        command.SetAction((parsed, token) => VenueHost.RunAsync(
            parsed.GetValue(port),
            parsed.GetValue(books) is { } folder ? new VenueHome(folder.FullName) : VenueHome.Of(InstallationHome.OfThisClone()),
            parsed.GetValue(data)?.FullName,
            token));
        return command;
    }
}
