using System.Net.Sockets;
using InvestBot.Storage.Connections;
using Npgsql;

namespace InvestBot.Storage.Server;

/// <summary>Waits for a PostgreSQL that is just being started beside this process.</summary>
public static class DatabaseStart
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Completes once the server takes connections.</summary>
    /// <param name="connectionString">Of a login to the server.</param>
    /// <param name="patience">How long it may stay away. Recovery after a crash counts.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NpgsqlException">It was not there in time; or something else than a start keeps it from answering, which is not waited for.</exception>
    public static async Task AwaitAsync(string connectionString, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        string database = new NpgsqlConnectionStringBuilder(connectionString).Database ?? "postgres";
        await using NpgsqlDataSource server = ConnectionText.Single(connectionString, database, "investbot start");
        for (long start = time.GetTimestamp(); ;)
        {
            try
            {
                await using NpgsqlConnection connection = await server.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException away) when (IsStarting(away) && time.GetElapsedTime(start) < patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static bool IsStarting(NpgsqlException away) =>
        away.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
        || away is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow };
}
