using Npgsql;

namespace InvestBot.Storage.Backups.Databases;

/// <summary>A database that exists to try something on; it is dropped when this is disposed of, unless it was given another name.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly ScratchDatabases _all;
    private readonly NpgsqlDataSource _held;
    private readonly NpgsqlConnection _holder;

    internal ScratchDatabase(ScratchDatabases all, string name, NpgsqlDataSource held, NpgsqlConnection holder)
    {
        _all = all;
        _held = held;
        _holder = holder;
        Name = name;
        Source = NewSource();
    }

    /// <summary>Its name on the server.</summary>
    internal string Name { get; }

    /// <summary>Connections of the owner, a few, kept until this is disposed of.</summary>
    internal NpgsqlDataSource Source { get; }

    /// <summary>Another source of such connections; the caller disposes of it.</summary>
    internal NpgsqlDataSource NewSource() => _all.Source(Name);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        try
        {
            await _all.DropAsync(Name);
        }
        catch (NpgsqlException)
        {
            // The server is away or the database is still in use: the next sweep drops it.
        }

        await _holder.DisposeAsync();
        await _held.DisposeAsync();
    }
}
