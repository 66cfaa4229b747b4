using System.Data;
using Npgsql;

namespace InvestBot.Storage.Connections;

/// <summary>A connection to an instance's database, given back when disposed of.</summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly ConnectionBudget _budget;
    private readonly string _instance;
    private bool _discarded;
    private bool _returned;

    internal Lease(ConnectionBudget budget, string instance, NpgsqlConnection connection)
    {
        _budget = budget;
        _instance = instance;
        Connection = connection;
    }

    /// <summary>The open connection.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Closes the connection instead of keeping it: its session may hold a transaction.</summary>
    public void Discard() => _discarded = true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_returned)
            return;
        _returned = true;
        await _budget.ReturnAsync(_instance, Connection, keep: !_discarded && Connection.FullState == ConnectionState.Open);
    }
}
