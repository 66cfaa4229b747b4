using InvestBot.Cli.Database;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Down;

/// <summary>Ends what runs of an installation, in order: the server, then its database.</summary>
internal sealed class Shutdown(InstallationHome home, Steps steps, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken token)
    {
        var server = ServerRecord.ReadLiving(home.ServerRecordFile);
        // Gone before the process is: an attached 'up' then knows that the end was asked for.
        File.Delete(home.ServerRecordFile);
        File.Delete(home.FirstPasswordFile);
        if (server is not null)
            await steps.RunAsync("Stopping the server", async () =>
                await Signal.EndAsync(server.Process, Patience, time)
                    ? $"Server stopped (process {server.Process.Id})"
                    : $"Server ended by force after {Patience.TotalSeconds:0} seconds (process {server.Process.Id})");
        var database = new ControlServer(home);
        if (database.Running is { } postgres)
            await steps.RunAsync("Stopping PostgreSQL", async () =>
            {
                await database.StopAsync(token);
                return $"PostgreSQL stopped (process {postgres.Id})";
            });
        else if (server is null)
            steps.Say("Nothing is running.");
    }
}
