using InvestBot.Storage.Connections;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>An instance's database, its keys and its one writer, while this process uses it.</summary>
public sealed class InstanceDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly ConnectionBudget _budget;
    private readonly Lazy<JournalWriter> _writer;

    internal InstanceDatabase(
        string name,
        DataKeyRing keys,
        NpgsqlDataSource source,
        ConnectionBudget budget,
        OutboxAnnouncer announcer,
        TimeProvider time,
        ILogger logger)
    {
        Name = name;
        Keys = keys;
        _source = source;
        _budget = budget;
        _writer = new Lazy<JournalWriter>(() => new JournalWriter(this, announcer, time, logger));
    }

    /// <summary>The instance.</summary>
    public string Name { get; }

    internal DataKeyRing Keys { get; }

    internal JournalWriter Writer => _writer.Value;

    internal Task<Lease> RentAsync(CancellationToken cancellationToken) => _budget.RentAsync(Name, _source, cancellationToken);

    /// <summary>
    /// Runs a query. A kept connection may have died since it was last used; a query changes nothing, so a second connection
    /// may try it again.
    /// </summary>
    internal async Task<T> QueryAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        try
        {
            return await QueryOnceAsync(query, cancellationToken);
        }
        catch (NpgsqlException lost) when (lost is not PostgresException { InvariantSeverity: "ERROR" })
        {
            await CloseIdleAsync();
            return await QueryOnceAsync(query, cancellationToken);
        }
    }

    private async Task<T> QueryOnceAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        await using Lease lease = await RentAsync(cancellationToken);
        return await query(lease.Connection);
    }

    internal Task CloseIdleAsync() => _budget.CloseAsync(Name);

    /// <summary>Ends the writer once what is queued is written, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer.IsValueCreated)
            await _writer.Value.DisposeAsync();
        await _budget.CloseAsync(Name);
        await _source.DisposeAsync();
        Keys.Dispose();
    }
}
