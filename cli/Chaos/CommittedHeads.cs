using InvestBot.Cli.Trials;
using Npgsql;

namespace InvestBot.Cli.Chaos;

/// <summary>
/// The last journal record of each instance before PostgreSQL is killed, which must be there afterwards: a commit that others see has been
/// acknowledged or is about to be, and is on the disk.
/// </summary>
/// <param name="trial">Whose instances.</param>
internal sealed class CommittedHeads(TrialServer trial)
{
    private readonly List<(string Database, long Sequence, byte[] Hash)> seen = [];
    private readonly List<string> lost = [];

    /// <summary>What was committed and is gone, in sentences.</summary>
    public IReadOnlyList<string> Lost => lost;

    /// <summary>Looks, as near to the blow as can be. A database that takes no connection has nothing to show.</summary>
    public async Task LookAsync(CancellationToken token)
    {
        seen.Clear();
        try
        {
            foreach (var database in await DatabasesAsync(token))
            {
                await using var server = await trial.ConnectAsync(token, database);
                await using var ask = new NpgsqlCommand("select sequence, hash from journal order by sequence desc limit 1", server);
                await using var reader = await ask.ExecuteReaderAsync(token);
                if (await reader.ReadAsync(token)) seen.Add((database, reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
            }
        }
        catch (NpgsqlException)
        {
            // It recovers from an earlier blow, or an instance's database is being made: what was seen so far is held against it.
        }
    }

    /// <summary>Looks again, in the database that came back.</summary>
    public async Task CompareAsync(CancellationToken token)
    {
        foreach (var (database, sequence, hash) in seen)
        {
            await using var server = await trial.ConnectAsync(token, database);
            await using var ask = new NpgsqlCommand("select hash from journal where sequence = $1", server) { Parameters = { new NpgsqlParameter<long> { TypedValue = sequence } } };
            if (await ask.ExecuteScalarAsync(token) is not byte[] found) lost.Add($"{database}: journal record {sequence} was committed before PostgreSQL was killed, and is gone.");
            else if (!found.AsSpan().SequenceEqual(hash)) lost.Add($"{database}: journal record {sequence} is another than was committed before PostgreSQL was killed.");
        }
    }

    private async Task<List<string>> DatabasesAsync(CancellationToken token)
    {
        await using var server = await trial.ConnectAsync(token);
        await using var ask = new NpgsqlCommand("select datname from pg_database where datname like 'bot\\_%' order by datname", server);
        await using var reader = await ask.ExecuteReaderAsync(token);
        var databases = new List<string>();
        while (await reader.ReadAsync(token)) databases.Add(reader.GetString(0));
        return databases;
    }
}
