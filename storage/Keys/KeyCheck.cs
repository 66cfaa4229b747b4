using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace InvestBot.Storage.Keys;

/// <summary>Says which master key an installation uses: the one that opens its check.</summary>
internal static class KeyCheck
{
    private const string Purpose = "the databases of this installation";

    private const string Insert = """
        insert into installation (created_at, id, key_check) values (@now, @id, @check) on conflict (one) do nothing
        """;

    private const string ReadFormer = "select mark, wrapped, retired_at from former_master_keys order by retired_at desc";

    /// <summary>Proves at the start that the master key is the one of this installation, and puts those that it had before beside it.</summary>
    /// <exception cref="MasterKeyException">It is another key.</exception>
    internal static async Task RunAsync(NpgsqlDataSource control, MasterKey master, TimeProvider time, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        string id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        await connection.ExecuteAsync(Insert, new { now = time.GetUtcNow(), id, check = Of(master) });
        bool chosen = Choose(await connection.QuerySingleAsync<byte[]>("select key_check from installation"), master);
        // Beside a server of an older version the table may not be there yet.
        bool rotated = await connection.ExecuteScalarAsync<bool>("select to_regclass('former_master_keys') is not null");
        FormerKey[] former = rotated ? [.. await connection.QueryAsync<FormerKey>(ReadFormer)] : [];
        if (!chosen)
            throw Refusal(master, former);
        foreach (FormerKey key in former)
        {
            using MasterKey known = MasterKey.Parse(System.Text.Encoding.ASCII.GetString(master.Unwrap(key.Wrapped, FormerPurpose(key.Mark))), "the control database");
            master.Add(known);
        }
    }

    /// <summary>Keeps a change of the master key away until the connection's transaction ends, and takes the key in use from the installation itself.</summary>
    internal static async Task HoldAsync(NpgsqlConnection connection, MasterKey master)
    {
        if (!Choose(await connection.QuerySingleAsync<byte[]>("select key_check from installation for share"), master))
            throw new MasterKeyException("The master key was changed by another process, and this one does not know the new key: start it again.");
    }

    /// <summary>Takes the key that opens a check into use.</summary>
    internal static bool Choose(byte[] check, MasterKey master) => master.Choose(check, Purpose);

    /// <summary>The check of a key that comes into use.</summary>
    internal static byte[] Of(MasterKey master) => master.Wrap("investbot"u8, Purpose);

    internal static string FormerPurpose(string mark) => $"former master key {mark}";

    private static MasterKeyException Refusal(MasterKey given, FormerKey[] former) => former.FirstOrDefault(key => given.Knows(key.Mark)) is { } old
        ? new MasterKeyException($"The master key was changed at {old.RetiredAt:u}, and the one that was given is the one from before. Give the key that was made then; it is where 'investbot keys rotate --master' put it.")
        : new MasterKeyException($"The master key does not open '{Purpose}'. This installation was made with another key: put that key back where it was, or restore the backup that belongs to this key.");

    private sealed record FormerKey(string Mark, byte[] Wrapped, DateTimeOffset RetiredAt);
}
