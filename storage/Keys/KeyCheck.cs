using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace InvestBot.Storage.Keys;

/// <summary>Proves at the start that the master key is the one that this installation was made with.</summary>
internal static class KeyCheck
{
    private const string Purpose = "the databases of this installation";

    private const string Insert = """
        insert into installation (created_at, id, key_check) values (@now, @id, @check) on conflict (one) do nothing
        """;

    /// <exception cref="MasterKeyException">It is another key.</exception>
    internal static async Task RunAsync(NpgsqlDataSource control, MasterKey master, TimeProvider time, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        string id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        await connection.ExecuteAsync(Insert, new { now = time.GetUtcNow(), id, check = master.Wrap("investbot"u8, Purpose) });
        master.Unwrap(await connection.QuerySingleAsync<byte[]>("select key_check from installation"), Purpose);
    }
}
