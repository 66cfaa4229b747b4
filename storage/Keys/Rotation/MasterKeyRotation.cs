using System.Text;
using Dapper;
using InvestBot.Storage.Instances;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Keys.Rotation;

/// <summary>
/// Changes the master key while the fleet trades: the new key is written beside the old one, everything that the old one wraps is wrapped
/// anew in one transaction, and the old one leaves the file. Killed at any moment, the installation opens with what the file holds, and the
/// next call goes on. The former key stays in the control database, wrapped by the new one, so that older backups open.
/// </summary>
public sealed class MasterKeyRotation
{
    private const string WriteKeys = """
        update instance_keys k set wrapped = u.wrapped from unnest(@names, @ids, @wrapped) as u (instance, key_id, wrapped)
        where k.instance = u.instance and k.key_id = u.key_id
        """;

    private const string WritePasswords = "update instances i set role_password = u.wrapped from unnest(@names, @wrapped) as u (name, wrapped) where i.name = u.name";

    private const string WriteFormer = """
        insert into former_master_keys (mark, wrapped, retired_at) select u.mark, u.wrapped, @now from unnest(@marks, @wrapped) as u (mark, wrapped)
        on conflict (mark) do update set wrapped = excluded.wrapped
        """;

    private readonly NpgsqlDataSource _control;
    private readonly MasterKey _master;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal MasterKeyRotation(NpgsqlDataSource control, MasterKey master, TimeProvider time, ILogger logger)
    {
        _control = control;
        _master = master;
        _time = time;
        _logger = logger;
    }

    /// <summary>Called between two steps; a test ends the process there.</summary>
    internal Action<string> Reached { get; set; } = static _ => { };

    /// <summary>Changes the key, or finishes a change that was cut off.</summary>
    /// <param name="source">Where this process has its key from.</param>
    /// <param name="to">A file for the new key, where the source cannot be written; one that is there already holds the new key.</param>
    /// <param name="cancellationToken">Gives up; the next call goes on.</param>
    /// <returns>The file with the new key.</returns>
    /// <exception cref="MasterKeyException">There is no place for the new key.</exception>
    public async Task<string> RunAsync(MasterKeySource source, string? to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        (string path, bool inPlace) = source.Place(to);
        using MasterKey next = await NextAsync(path, inPlace, cancellationToken);
        Reached("the new key is in the file");
        // Known before anything lies under it.
        _master.Add(next);
        await RewrapAsync(next, cancellationToken);
        Reached("everything is wrapped anew");
        if (inPlace)
            MasterKeyFile.Replace(path, next.ToTexts());
        Log.MasterKeyChanged(_logger, next.Mark());
        return path;
    }

    /// <summary>Finishes a change that was cut off, if there is one.</summary>
    public async Task FinishAsync(MasterKeySource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (MasterKeySource.IsInEnvironment || source.File is not { } path)
            return;
        using MasterKey keys = MasterKey.Parse(await MasterKeyFile.ReadAsync(path, cancellationToken), $"the file {path}");
        if (keys.ToTexts().Count > 1)
            await RunAsync(source, null, cancellationToken);
    }

    private static async Task<MasterKey> NextAsync(string path, bool inPlace, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> texts = [];
        if (inPlace || File.Exists(path))
        {
            using MasterKey there = MasterKey.Parse(await MasterKeyFile.ReadAsync(path, cancellationToken), $"the file {path}");
            texts = there.ToTexts();
        }

        if (texts.Count > (inPlace ? 1 : 0))
            return MasterKey.Parse(texts[^1], $"the file {path}");
        MasterKey next = MasterKey.Create();
        if (inPlace)
            MasterKeyFile.Replace(path, [.. texts, next.ToText()]);
        else
            MasterKeyFile.Replace(path, next.ToTexts());
        return next;
    }

    private async Task RewrapAsync(MasterKey next, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Whoever wraps a key holds this row: nothing comes under the former key any more.
        await connection.ExecuteAsync("select from installation for update");
        await KeyCheck.HoldAsync(connection, _master);
        if (_master.Mark() == next.Mark())
            return;
        (string mark, string former) = (_master.Mark(), _master.ToText());
        (string Instance, int Id, byte[] Wrapped)[] keys = [.. await connection.QueryAsync<(string, int, byte[])>("select instance, key_id, wrapped from instance_keys")];
        (string Name, byte[] Wrapped)[] passwords = [.. await connection.QueryAsync<(string, byte[])>("select name, role_password from instances")];
        (string Mark, byte[] Wrapped)[] formers = [.. await connection.QueryAsync<(string, byte[])>("select mark, wrapped from former_master_keys")];
        await connection.ExecuteAsync(WriteKeys, new
        {
            names = Array.ConvertAll(keys, key => key.Instance),
            ids = Array.ConvertAll(keys, key => key.Id),
            wrapped = Array.ConvertAll(keys, key => Rewrap(next, key.Wrapped, InstanceRegistry.KeyPurpose(key.Instance, key.Id))),
        });
        await connection.ExecuteAsync(WritePasswords, new
        {
            names = Array.ConvertAll(passwords, password => password.Name),
            wrapped = Array.ConvertAll(passwords, password => Rewrap(next, password.Wrapped, InstanceRegistry.PasswordPurpose(password.Name))),
        });
        await connection.ExecuteAsync(WriteFormer, new
        {
            marks = (string[])[.. formers.Select(key => key.Mark), mark],
            wrapped = (byte[][])[.. formers.Select(key => Rewrap(next, key.Wrapped, KeyCheck.FormerPurpose(key.Mark))), next.Wrap(Encoding.ASCII.GetBytes(former), KeyCheck.FormerPurpose(mark))],
            now = _time.GetUtcNow(),
        });
        byte[] check = KeyCheck.Of(next);
        await connection.ExecuteAsync("update installation set key_check = @check", new { check });
        Reached("everything is about to be wrapped anew");
        await transaction.CommitAsync(cancellationToken);
        KeyCheck.Choose(check, _master);
    }

    private byte[] Rewrap(MasterKey next, byte[] wrapped, string purpose)
    {
        byte[] secret = _master.Unwrap(wrapped, purpose);
        byte[] again = next.Wrap(secret, purpose);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(secret);
        return again;
    }
}
