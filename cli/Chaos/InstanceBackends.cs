using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;
using Npgsql;

namespace InvestBot.Cli.Chaos;

/// <summary>The database's side of the instances' connections.</summary>
internal sealed class InstanceBackends(TrialServer trial, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Ends one connection to an instance's database.</summary>
    /// <param name="choice">Which of those that are there, from 0 to 1.</param>
    /// <param name="byForce">Whether by SIGKILL.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>False when there was none.</returns>
    public async Task<bool> EndOneAsync(double choice, bool byForce, CancellationToken token)
    {
        await using var server = await trial.ConnectAsync(token);
        var backends = new List<int>();
        await using (var ask = new NpgsqlCommand("select pid from pg_stat_activity where datname like 'bot\\_%' order by pid", server))
        await using (var reader = await ask.ExecuteReaderAsync(token))
        {
            while (await reader.ReadAsync(token)) backends.Add(reader.GetInt32(0));
        }

        if (backends.Count == 0) return false;
        var backend = backends[(int)(choice * (backends.Count - 1))];
        if (byForce) return ProcessStamp.Of(backend) is { } process && await Signal.KillAsync(process, time);
        await using var end = new NpgsqlCommand("select pg_terminate_backend($1)", server) { Parameters = { new NpgsqlParameter<int> { TypedValue = backend } } };
        return (bool)(await end.ExecuteScalarAsync(token))!;
    }

    /// <summary>Waits until the database takes connections: after a backend's SIGKILL it recovers first.</summary>
    public async Task ReadyAsync(CancellationToken token)
    {
        for (var start = time.GetTimestamp(); ;)
        {
            try
            {
                await using var server = await trial.ConnectAsync(token);
                return;
            }
            catch (NpgsqlException) when (time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, time, token);
            }
        }
    }
}
