using InvestBot.Cli.Exits;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;
using Npgsql;

namespace InvestBot.Cli.Chaos;

/// <summary>Kills the server of a trial again and again, lets it recover, and compares its books with the venue's at the end.</summary>
internal sealed class ChaosRun(TrialServer trial, IReadOnlyList<Death> deaths, TimeProvider time, Action<string> tell)
{
    // After the last recovery the fleet trades on for a while, so that what it would do wrong shows.
    private static readonly TimeSpan LastLife = TimeSpan.FromSeconds(2);

    private readonly List<double> recoveries = [];
    private readonly InstanceBackends backends = new(trial.Connection, time);
    private int kills;
    private int starting;
    private int ended;

    public async Task<Report> RunAsync(CancellationToken token)
    {
        foreach (var death in deaths)
        {
            await LiveAsync(death, token);
            tell($"kill {kills} of {deaths.Count}");
        }

        var (server, took) = await StartAsync(token);
        recoveries.Add(took.TotalSeconds);
        await Task.Delay(LastLife, time, token);
        using var health = new ServerHealth(trial.Home, server.Address);
        var found = await health.VerifyAsync(token)
            ?? throw new CliFailure(ExitCode.ServerNotReady, $"The server did not answer to the verification; it wrote last: {trial.LastWords}");
        return ChaosReport.Of(found, kills, starting, ended, recoveries);
    }

    private async Task LiveAsync(Death death, CancellationToken token)
    {
        await backends.ReadyAsync(token);
        using var launching = CancellationTokenSource.CreateLinkedTokenSource(token);
        var launch = trial.LaunchAsync(launching.Token);
        if (!death.WhileStarting)
        {
            // The very first start makes databases and is no recovery.
            var (_, took) = await ExplainedAsync(launch);
            if (kills > 0) recoveries.Add(took.TotalSeconds);
        }

        if (await trial.FindStartedAsync(launch, token) is not { } server)
        {
            await ExplainedAsync(launch);
            return;
        }

        await DieAsync(death, server, token);
        await launching.CancelAsync();
        await EndedAsync(launch, token);
    }

    private async Task DieAsync(Death death, ServerRecord server, CancellationToken token)
    {
        var first = death.After * (death.Backend ?? 0);
        await Task.Delay(first, time, token);
        if (death.Backend is { } choice && await TryEndBackendAsync(choice, death.ByForce, token)) ended++;
        await Task.Delay(death.After - first, time, token);
        kills++;
        if (death.WhileStarting) starting++;
        await Signal.KillAsync(server.Process, time);
    }

    private async Task<bool> TryEndBackendAsync(double choice, bool byForce, CancellationToken token)
    {
        try
        {
            return await backends.EndOneAsync(choice, byForce, token);
        }
        catch (NpgsqlException)
        {
            // Its own connection was among those that the database ended.
            return byForce;
        }
    }

    private async Task<(ServerRecord Server, TimeSpan Took)> StartAsync(CancellationToken token)
    {
        await backends.ReadyAsync(token);
        return await ExplainedAsync(trial.LaunchAsync(token));
    }

    private async Task<(ServerRecord Server, TimeSpan Took)> ExplainedAsync(Task<(ServerRecord Server, TimeSpan Took)> launch)
    {
        try
        {
            return await launch;
        }
        catch (CliFailure failure)
        {
            throw new CliFailure(failure.Code, $"After {kills} kills the server did not come back. {failure.Message} It wrote last: {trial.LastWords}");
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
