using Npgsql;

namespace InvestBot.Cli.Microsoft;

/// <summary>Looks at a cluster from its databases, which no silo's death changes.</summary>
internal sealed class ClusterBooks(string connection)
{
    // A bot's state has a new version after each round that it decided.
    private const string Progress = """
        select (select coalesce(max(version), 0) from grain_state where kind = 'bot'),
            (select coalesce(max(sequence), 0) from journal where kind in ('order', 'fill', 'signal'))
        """;

    /// <summary>Which silo port drives each recording.</summary>
    public async Task<IReadOnlyDictionary<string, int>> DriversAsync(CancellationToken token)
    {
        var drivers = new Dictionary<string, int>();
        await using var control = await OpenAsync("investbot", token);
        await using var ask = new NpgsqlCommand("select recording, silo from recording_drivers", control);
        await using var reader = await ask.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
        {
            // Address, port and generation, as Orleans writes them: 127.0.0.1:11111@260
            var silo = reader.GetString(1);
            var end = silo.LastIndexOf('@');
            drivers[reader.GetString(0)] = int.Parse(silo.AsSpan(silo.LastIndexOf(':', end) + 1, end - silo.LastIndexOf(':', end) - 1), System.Globalization.CultureInfo.InvariantCulture);
        }
        return drivers;
    }

    /// <summary>How many silos take part.</summary>
    public async Task<long> SilosAsync(CancellationToken token)
    {
        await using var control = await OpenAsync("investbot", token);
        // 3 is a silo that has joined and has not left.
        await using var ask = new NpgsqlCommand("select count(*) from OrleansMembershipTable where Status = 3", control);
        return (long)(await ask.ExecuteScalarAsync(token))!;
    }

    /// <summary>Instances that are ready.</summary>
    public async Task<IReadOnlyList<string>> InstancesAsync(CancellationToken token)
    {
        var names = new List<string>();
        await using var control = await OpenAsync("investbot", token);
        await using var ask = new NpgsqlCommand("select database_name from instances where state = 'ready' order by name", control);
        await using var reader = await ask.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token)) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>How far an instance has come: rounds that its bot decided, and its last signal, order or fill.</summary>
    public async Task<(long Rounds, long Trading)> ProgressAsync(string database, CancellationToken token)
    {
        await using var journal = await OpenAsync(database, token);
        await using var ask = new NpgsqlCommand(Progress, journal);
        await using var reader = await ask.ExecuteReaderAsync(token);
        await reader.ReadAsync(token);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken token)
    {
        var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Database = database, Pooling = true, MaxPoolSize = 2 }.ConnectionString);
        try
        {
            await server.OpenAsync(token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
