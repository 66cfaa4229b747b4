using System.Globalization;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Venue;
using InvestBot.Silo.Paper;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Trials;

/// <summary>A trial's paper venue in a process of its own, from this very program.</summary>
internal sealed class VenueProcess(InstallationHome home, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Uri address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}"));
    private ProcessStamp? process;

    /// <summary>What tells a server of it.</summary>
    public KeyValuePair<string, string> Setting => new(VenueHome.AddressVariable, address.ToString());

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(string? dataFolder, CancellationToken token)
    {
        var folder = VenueHome.Of(home);
        using var asked = new PaperVenueApart(new PaperVenueAddress(address, folder.Key()));
        string[] data = dataFolder is null ? [] : ["--data", dataFolder];
        using var started = DetachedProcess.Start(
            [Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "investbot.dll"), "venue", "--port", address.Port.ToString(CultureInfo.InvariantCulture), .. data],
            folder.Log,
            new Dictionary<string, string> { [InstallationHome.Variable] = home.Folder, [Clone.Variable] = Clone.Folder });
        process = ProcessStamp.Of(started.Id);
        for (var start = time.GetTimestamp(); await asked.FaultAsync(token) is { } fault; await Task.Delay(Pause, time, token))
        {
            if (process is not { IsAlive: true } || time.GetElapsedTime(start) > Patience)
                throw new CliFailure(ExitCode.ServerNotReady, $"The trial's paper venue did not start: {fault} It wrote last: {string.Join(Environment.NewLine, File.ReadLines(folder.Log).TakeLast(5))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await Signal.EndAsync(process, EndPatience, time);
    }
}
