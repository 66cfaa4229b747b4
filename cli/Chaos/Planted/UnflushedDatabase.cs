using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;
using Npgsql;

namespace InvestBot.Cli.Chaos.Planted;

/// <summary>
/// Makes sure that a database whose commits do not wait for the disk has something to lose when it is killed: whatever writes its log
/// beside them is suspended, and there is room in memory for all that a life commits.
/// </summary>
internal sealed class UnflushedDatabase(TrialServer trial, TimeProvider time)
{
    /// <summary>What its clients must ask for.</summary>
    public const string ConnectionOptions = "-c synchronous_commit=off";

    private const string Writers = "select pid from pg_stat_activity where backend_type in ('walwriter', 'background writer')";

    private static readonly string[] Settings =
    [
        "alter system set autovacuum = off", "alter system set checkpoint_timeout = '1h'",
        "alter system set shared_buffers = '256MB'", "alter system set wal_buffers = '64MB'",
    ];

    private readonly List<ProcessStamp> suspended = [];
    private bool prepared;

    /// <summary>Suspends the writers of the database that runs.</summary>
    public async Task SuspendAsync(CancellationToken token)
    {
        if (!prepared) await PrepareAsync(token);
        await using var server = await trial.ConnectAsync(token);
        await using var ask = new NpgsqlCommand(Writers, server);
        await using var reader = await ask.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            if (ProcessStamp.Of(reader.GetInt32(0)) is { } writer) suspended.Add(writer);
        suspended.ForEach(Signal.Suspend);
    }

    private async Task PrepareAsync(CancellationToken token)
    {
        await using (var server = await trial.ConnectAsync(token))
        {
            foreach (var setting in Settings)
            {
                await using var command = new NpgsqlCommand(setting, server);
                await command.ExecuteNonQueryAsync(token);
            }
        }

        await trial.StopDatabaseAsync(token);
        await trial.RestartDatabaseAsync(token);
        prepared = true;
    }

    /// <summary>Ends the writers of a database that was killed: suspended, they would not notice.</summary>
    public async Task EndAsync()
    {
        foreach (var writer in suspended) await Signal.KillAsync(writer, time);
        suspended.Clear();
    }

    /// <summary>Lets the writers of a database that lives go on.</summary>
    public void Resume()
    {
        suspended.ForEach(Signal.Resume);
        suspended.Clear();
    }
}
