using Npgsql;

namespace InvestBot.Storage.Connections;

/// <summary>
/// The connections to all instance databases together: never more than the budget, so that a thousand instances do not
/// exhaust the server. An idle connection of one instance is closed when another needs its place, or after a while.
/// </summary>
public sealed class ConnectionBudget : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _idleTime;
    private readonly int _capacity;
    private readonly SemaphoreSlim _places;
    private readonly Lock _gate = new();
    private readonly LinkedList<Idle> _idle = [];
    private readonly HashSet<string> _closed = [];
    private readonly ITimer _sweep;
    private int _inUse;
    private bool _disposed;

    /// <param name="capacity">The most connections at once, in use and idle.</param>
    /// <param name="idleTime">How long an unused one stays open.</param>
    /// <param name="time">The machine's clock.</param>
    public ConnectionBudget(int capacity, TimeSpan idleTime, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentNullException.ThrowIfNull(time);
        _capacity = capacity;
        _idleTime = idleTime;
        _time = time;
        _places = new SemaphoreSlim(capacity, capacity);
        _sweep = time.CreateTimer(_ => Sweep(), null, idleTime, idleTime);
    }

    /// <summary>Connections open now.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
                return _inUse + _idle.Count;
        }
    }

    internal async Task<Lease> RentAsync(string instance, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        NpgsqlConnection? connection;
        NpgsqlConnection? evicted = null;
        lock (_gate)
        {
            _closed.Remove(instance);
            _inUse++;
            connection = TakeNewest(instance);
            if (connection is null && _inUse + _idle.Count > _capacity)
                evicted = TakeOldest();
        }

        try
        {
            if (evicted is not null)
                await evicted.DisposeAsync();
            return new Lease(this, instance, connection ?? await source.OpenConnectionAsync(cancellationToken));
        }
        catch
        {
            Release();
            throw;
        }
    }

    internal async ValueTask ReturnAsync(string instance, NpgsqlConnection connection, bool keep)
    {
        bool kept = false;
        lock (_gate)
        {
            if (keep && !_disposed && !_closed.Contains(instance))
            {
                _idle.AddLast(new Idle(instance, connection, _time.GetTimestamp()));
                kept = true;
                _inUse--;
            }
        }

        if (kept)
        {
            _places.Release();
            return;
        }

        await connection.DisposeAsync();
        Release();
    }

    /// <summary>Closes the idle connections of one instance, and those in use when they come back, until one is rented again.</summary>
    internal async Task CloseAsync(string instance)
    {
        List<NpgsqlConnection> closing = [];
        lock (_gate)
        {
            _closed.Add(instance);
            while (TakeNewest(instance) is { } connection)
                closing.Add(connection);
        }

        foreach (NpgsqlConnection connection in closing)
            await connection.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        List<NpgsqlConnection> closing = [];
        lock (_gate)
        {
            _disposed = true;
            closing.AddRange(_idle.Select(idle => idle.Connection));
            _idle.Clear();
        }

        foreach (NpgsqlConnection connection in closing)
            await connection.DisposeAsync();
    }

    private void Release()
    {
        lock (_gate)
            _inUse--;
        _places.Release();
    }

    private NpgsqlConnection? TakeNewest(string instance)
    {
        for (LinkedListNode<Idle>? node = _idle.Last; node is not null; node = node.Previous)
        {
            if (node.Value.Instance != instance)
                continue;
            _idle.Remove(node);
            return node.Value.Connection;
        }

        return null;
    }

    private NpgsqlConnection? TakeOldest()
    {
        NpgsqlConnection? oldest = _idle.First?.Value.Connection;
        if (oldest is not null)
            _idle.RemoveFirst();
        return oldest;
    }

    private void Sweep()
    {
        List<NpgsqlConnection> closing = [];
        lock (_gate)
        {
            while (_idle.First is { } first && _time.GetElapsedTime(first.Value.Since) >= _idleTime)
            {
                closing.Add(first.Value.Connection);
                _idle.RemoveFirst();
            }
        }

        foreach (NpgsqlConnection connection in closing)
            connection.Dispose();
    }

    private sealed record Idle(string Instance, NpgsqlConnection Connection, long Since);
}
