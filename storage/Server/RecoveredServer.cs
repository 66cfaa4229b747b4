namespace InvestBot.Storage.Server;

/// <summary>A server that shows what was at a moment. Nothing that is done there reaches the one that it comes from.</summary>
public sealed class RecoveredServer : IAsyncDisposable
{
    private readonly PrivatePostgres _server;
    private readonly RecoveryFolder _folder;

    internal RecoveredServer(PrivatePostgres server, RecoveryFolder folder) => (_server, _folder) = (server, folder);

    /// <summary>A connection string of the owner; it holds a secret.</summary>
    public string ConnectionString { get; private set; } = "";

    internal async Task StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        ConnectionString = await _server.StartAsync(cancellationToken);
        await _server.RecoveredAsync(ConnectionString, time, cancellationToken);
    }

    /// <summary>Ends it and removes all of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DestroyAsync();
        _folder.Dispose();
    }
}

/// <summary>Up to where a server replays the log before it serves.</summary>
/// <param name="RestoreCommand">Brings a segment.</param>
/// <param name="Moment">What was committed later is not there.</param>
internal sealed record RecoveryTarget(string RestoreCommand, DateTimeOffset Moment);
