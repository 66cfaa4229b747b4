using InvestBot.Cli.Chaos.Planted;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Serve;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Chaos;

/// <summary>Kills the server of a trial again and again, lets it recover, and compares its books with the venue's at the end.</summary>
/// <param name="trial">Its own installation.</param>
/// <param name="deaths">The plan.</param>
/// <param name="mistake">The mistake that the killed servers make, or null; the last one makes none.</param>
/// <param name="time">The machine's clock.</param>
/// <param name="tell">Hears of the progress.</param>
internal sealed class ChaosRun(TrialServer trial, IReadOnlyList<Death> deaths, string? mistake, TimeProvider time, Action<string> tell)
{
    // After the last recovery the fleet trades on for a while, so that what it would do wrong shows.
    private static readonly TimeSpan LastLife = TimeSpan.FromSeconds(2);

    // A life without an entry ends all the same; where a mistake has to show, there must be one.
    private readonly TimeSpan seamPatience = mistake is null ? TimeSpan.FromSeconds(15) : TimeSpan.FromMinutes(10);

    // How long a recovery takes is a figure; this only ends a run that would never end.
    private static readonly TimeSpan TradingPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TradingPause = TimeSpan.FromMilliseconds(20);

    private readonly List<Recovery> recoveries = [];
    private readonly DatabaseHarm harm = new(trial, mistake == Mistakes.UnflushedCommits ? new UnflushedDatabase(trial, time) : null, time);
    private readonly string seam = Path.Combine(trial.Home.RunFolder, "seam");
    private readonly List<Moment> kills = [];

    public async Task<Report> RunAsync(CancellationToken token)
    {
        trial.Variables[Mistakes.SeamVariable] = seam;
        if (mistake == Mistakes.UnflushedCommits) await FoundAsync(token);
        if (mistake is not null) trial.Variables[Mistakes.Variable] = mistake;
        try
        {
            foreach (var death in deaths)
            {
                await LiveAsync(death, token);
                tell($"kill {kills.Count} of {deaths.Count}");
            }
        }
        finally
        {
            harm.Release();
        }

        // Whoever judges makes no mistakes: what it finds was there before.
        trial.Variables.Remove(Mistakes.Variable);
        await harm.ReadyAsync(token);
        var server = await TradingAsync(trial.LaunchAsync(token), token);
        await Task.Delay(LastLife, time, token);
        using var health = new ServerHealth(trial.Home, server.Address);
        var found = await health.VerifyAsync(token)
            ?? throw new CliFailure(ExitCode.ServerNotReady, $"The server did not answer to the verification; it wrote last: {trial.LastWords}");
        return ChaosReport.Of(found, kills, harm, recoveries);
    }

    // To make a database flushes what every other one has committed: where that must not happen, all are made first.
    private async Task FoundAsync(CancellationToken token)
    {
        var wanted = ServedMarkets.Open(Path.Combine(Clone.Folder, "data"), new ServeOptions(0, null, null, NoDemo: false)).Options.FirstFleet.Length;
        await harm.ReadyAsync(token);
        var server = await TradingAsync(trial.LaunchAsync(token), token);
        using var health = new ServerHealth(trial.Home, server.Address);
        while ((await health.FiguresAsync(token)).FirstOrDefault(figure => figure.Name == "instances")?.Value is not double made || made < wanted)
        {
            if (time.GetUtcNow() - server.StartedAt > TradingPatience) throw new CliFailure(ExitCode.ServerNotReady, $"The trial's instances were not made in time. The server wrote last: {trial.LastWords}");
            await Task.Delay(TradingPause, time, token);
        }

        await Signal.KillAsync(server.Process, time);
    }

    private async Task LiveAsync(Death death, CancellationToken token)
    {
        await harm.ArrangeAsync(token);
        File.Delete(seam);
        using var launching = CancellationTokenSource.CreateLinkedTokenSource(token);
        var launch = trial.LaunchAsync(launching.Token);
        if (death.Moment == Moment.Trading) await TradingAsync(launch, token);
        if (await trial.FindStartedAsync(launch, token) is not { } server)
        {
            await ExplainedAsync(launch);
            return;
        }

        if (death.Moment == Moment.Sent) await SeamAsync(launch, server, token);
        await DieAsync(death, server, token);
        await launching.CancelAsync();
        await EndedAsync(launch, token);
    }

    private async Task DieAsync(Death death, ServerRecord server, CancellationToken token)
    {
        var first = death.Harm == Harm.None ? TimeSpan.Zero : death.After * death.At;
        await Task.Delay(first, time, token);
        await harm.DoAsync(death, token);
        await Task.Delay(death.After - first, time, token);
        kills.Add(death.Moment == Moment.Sent && !File.Exists(seam) ? Moment.Trading : death.Moment);
        await Signal.KillAsync(server.Process, time);
    }

    private async Task SeamAsync(Task launch, ServerRecord server, CancellationToken token)
    {
        for (long? ready = null; !File.Exists(seam) && server.Process.IsAlive; await Task.Delay(Pause, time, token))
        {
            if (launch.IsCompleted) ready ??= time.GetTimestamp();
            if (ready is { } since && time.GetElapsedTime(since) > seamPatience) return;
        }
    }

    /// <summary>Waits until the server is ready and every market has played a round.</summary>
    private async Task<ServerRecord> TradingAsync(Task<(ServerRecord Server, TimeSpan Took)> launch, CancellationToken token)
    {
        var (server, ready) = await ExplainedAsync(launch);
        using var health = new ServerHealth(trial.Home, server.Address);
        while (!(await health.FiguresAsync(token) is { Count: > 0 } figures && figures.Where(figure => figure.Name.StartsWith("rounds of ", StringComparison.Ordinal)).All(figure => figure.Value is > 0.0)))
        {
            if (time.GetUtcNow() - server.StartedAt > TradingPatience)
                throw new CliFailure(ExitCode.ServerNotReady, $"After {kills.Count} kills the server's page is ready and its markets do not run. It wrote last: {trial.LastWords}");
            await Task.Delay(TradingPause, time, token);
        }

        // The very first start makes databases and is no recovery.
        if (kills.Count > 0) recoveries.Add(new Recovery(ready.TotalSeconds, (time.GetUtcNow() - server.StartedAt).TotalSeconds));
        return server;
    }

    private async Task<(ServerRecord Server, TimeSpan Took)> ExplainedAsync(Task<(ServerRecord Server, TimeSpan Took)> launch)
    {
        try
        {
            return await launch;
        }
        catch (CliFailure failure)
        {
            throw new CliFailure(failure.Code, $"After {kills.Count} kills the server did not come back. {failure.Message} It wrote last: {trial.LastWords}");
        }
    }

    // A launch whose server was killed under it ends in a failure that was meant.
    private static async Task EndedAsync(Task launch, CancellationToken token)
    {
        try
        {
            await launch;
        }
        catch (CliFailure)
        {
            token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return;
        }
    }
}

/// <summary>How long the server took after a kill, in seconds from the start of its process.</summary>
/// <param name="Page">Until its page was ready.</param>
/// <param name="Trading">Until every market had played a round.</param>
internal sealed record Recovery(double Page, double Trading);
