using InvestBot.Cli.Database;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Status;

/// <summary>Looks at an installation without changing it.</summary>
internal sealed class Inspection(InstallationHome home, TimeProvider time)
{
    private const double Megabyte = 1024.0 * 1024.0;

    public async Task<Report> RunAsync(CancellationToken token)
    {
        var figures = new List<Figure>();
        var notes = new List<string>();
        var server = ServerRecord.ReadLiving(home.ServerRecordFile);
        var ready = server is not null && await AddServerAsync(server, figures, notes, token);
        if (server is null)
            notes.Add(ServerRecord.Read(home.ServerRecordFile) is null
                ? "The server is not running; to start it: investbot up"
                : "The server ended without being asked to; to go on where it was: investbot up");
        if (new ControlServer(home).Running is { } postgres)
        {
            figures.Add(new Figure("postgres process", postgres.Id));
            figures.Add(new Figure("postgres port", postgres.Port));
            figures.Add(new Figure("postgres memory", Megabytes(ProcessMemory.BytesOf(postgres.Id, withChildren: true)), "MB"));
        }
        else if (ControlServer.Given is null)
        {
            notes.Add("The database is not running.");
        }

        figures.Add(new Figure("home", home.Folder));
        return new Report(ready, figures, notes);
    }

    private async Task<bool> AddServerAsync(ServerRecord server, List<Figure> figures, List<string> notes, CancellationToken token)
    {
        using var health = new ServerHealth(home, server.Address);
        var ready = await health.IsReadyAsync(token);
        figures.Add(new Figure("page", server.Address.OriginalString));
        figures.Add(new Figure("server process", server.Process.Id));
        figures.Add(new Figure("server port", server.Port));
        figures.Add(new Figure("server memory", Megabytes(ProcessMemory.BytesOf(server.Process.Id, withChildren: false)), "MB"));
        figures.Add(new Figure("server up", Math.Round((time.GetUtcNow() - server.StartedAt).TotalSeconds), "s"));
        figures.AddRange(await health.FiguresAsync(token));
        if (await health.PartsAsync(token) is { } parts)
        {
            figures.AddRange(parts.Figures);
            notes.AddRange(parts.Notes);
        }

        if (!ready)
            notes.Add($"The server runs but is not ready; its log: {home.ServerLog}");
        return ready;
    }

    private static double Megabytes(long bytes) => Math.Round(bytes / Megabyte, 1);
}
