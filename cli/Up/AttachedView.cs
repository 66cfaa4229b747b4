using System.Globalization;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Up;

/// <summary>Why an attached <c>up</c> ends.</summary>
internal enum AttachedEnd
{
    Interrupted,
    StoppedElsewhere,
    ServerDied,
}

/// <summary>One line about the running fleet, written anew every few seconds until the user or the server ends it.</summary>
internal sealed class AttachedView(InstallationHome home, ServerRecord record, TimeProvider time)
{
    private const string ClearLine = "\r\u001b[2K";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public async Task<AttachedEnd> WatchAsync(TextWriter output, CancellationToken token)
    {
        using var health = new ServerHealth(home, record.Address);
        try
        {
            while (record.Process.IsAlive)
            {
                var line = Summary(await health.FiguresAsync(token));
                await output.WriteAsync(Console.IsOutputRedirected ? line + Environment.NewLine : ClearLine + line);
                await Task.Delay(Pause, time, token);
            }

            await output.WriteLineAsync();
            return File.Exists(home.ServerRecordFile) ? AttachedEnd.ServerDied : AttachedEnd.StoppedElsewhere;
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync();
            return AttachedEnd.Interrupted;
        }
    }

    private string Summary(IReadOnlyList<Figure> figures)
    {
        var up = time.GetUtcNow() - record.StartedAt;
        var memory = ProcessMemory.BytesOf(record.Process.Id, withChildren: false) / (1024.0 * 1024.0);
        string[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"up {(int)up.TotalHours}:{up:mm\\:ss}"),
            .. figures.Select(f => $"{f.Name} {f}"),
            string.Create(CultureInfo.InvariantCulture, $"memory {memory:0} MB"),
        ];
        var line = string.Join(" · ", parts);
        return line.Length <= Width ? line : line[..Width];
    }

    private static int Width => Console.IsOutputRedirected || Console.WindowWidth < 20 ? 400 : Console.WindowWidth - 1;
}
