using InvestBot.Cli.Chaos.Planted;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;
using Npgsql;

namespace InvestBot.Cli.Chaos;

/// <summary>Harms the database of a trial, and counts.</summary>
/// <param name="trial">Whose.</param>
/// <param name="unflushed">What makes it forget; null: nothing does.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class DatabaseHarm(TrialServer trial, UnflushedDatabase? unflushed, TimeProvider time)
{
    private readonly InstanceBackends backends = new(trial, time);
    private readonly CommittedHeads heads = new(trial);

    /// <summary>Connections that were ended.</summary>
    public int Connections { get; private set; }

    /// <summary>How often PostgreSQL itself was killed.</summary>
    public int Databases { get; private set; }

    /// <summary>What was committed when PostgreSQL was killed and is gone, in sentences.</summary>
    public IReadOnlyList<string> Lost => heads.Lost;

    /// <summary>Waits until the database takes connections.</summary>
    public Task ReadyAsync(CancellationToken token) => backends.ReadyAsync(token);

    /// <summary>Waits for it, before a life that ends in a death.</summary>
    public async Task ArrangeAsync(CancellationToken token)
    {
        await ReadyAsync(token);
        if (unflushed is not null) await unflushed.SuspendAsync(token);
    }

    /// <summary>Leaves the database as any other.</summary>
    public void Release() => unflushed?.Resume();

    public async Task DoAsync(Death death, CancellationToken token)
    {
        switch (death.Harm)
        {
            case Harm.DatabaseKilled:
                await KillDatabaseAsync(token);
                break;
            case Harm.ConnectionEnded or Harm.ConnectionKilled:
                if (await TryEndAsync(death.At, death.Harm == Harm.ConnectionKilled, token)) Connections++;
                break;
        }
    }

    private async Task KillDatabaseAsync(CancellationToken token)
    {
        await heads.LookAsync(token);
        if (trial.Postgres is { } running && ProcessStamp.Of(running.Id) is { } postmaster && await Signal.KillAsync(postmaster, time)) Databases++;
        if (unflushed is not null) await unflushed.EndAsync();
        await trial.RestartDatabaseAsync(token);
        await ReadyAsync(token);
        await heads.CompareAsync(token);
    }

    private async Task<bool> TryEndAsync(double choice, bool byForce, CancellationToken token)
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
}
