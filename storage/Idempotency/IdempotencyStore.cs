using System.Security.Cryptography;
using Dapper;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Idempotency;

/// <summary>How a request with an Idempotency-Key is to be treated.</summary>
public enum IdempotencyState
{
    /// <summary>It is new: do the work, then complete or abandon it.</summary>
    Started,

    /// <summary>It was answered before: give the same answer again.</summary>
    Answered,

    /// <summary>The first request is still being worked on.</summary>
    InProgress,

    /// <summary>The key was used for another request.</summary>
    Mismatch,
}

/// <summary>An answer that was given.</summary>
public sealed record StoredAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);

/// <summary>How to treat the request, with the answer when there is one.</summary>
public sealed record IdempotencyResult(IdempotencyState State, StoredAnswer? Answer);

/// <summary>The answers to requests that carried an Idempotency-Key, so that repeating one does nothing twice.</summary>
public sealed class IdempotencyStore
{
    // A request whose process died may be tried again after a while; then its first try counts as not made.
    private const string Begin = """
        insert into idempotency as i (caller, key, request_hash, started_at) values (@caller, @key, @requestHash, @now)
        on conflict (caller, key) do update set started_at = excluded.started_at
            where i.status is null and i.started_at < @forsaken and i.request_hash = excluded.request_hash
        returning true
        """;

    private const string Find = "select request_hash, status, content_type, answer from idempotency where caller = @caller and key = @key";

    private const string Finish = """
        update idempotency set status = @status, content_type = @contentType, answer = @answer where caller = @caller and key = @key
        """;

    private static readonly TimeSpan Forsaken = TimeSpan.FromMinutes(2);

    private readonly NpgsqlDataSource _control;
    private readonly InstanceDatabases _databases;
    private readonly TimeProvider _time;

    internal IdempotencyStore(NpgsqlDataSource control, InstanceDatabases databases, TimeProvider time)
    {
        _control = control;
        _databases = databases;
        _time = time;
    }

    /// <summary>Claims a key for a request, or says what became of it before.</summary>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="requestHash">A digest of method, path and body.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IdempotencyResult> BeginAsync(string caller, string key, byte[] requestHash, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>(Begin, new { caller, key, requestHash, now, forsaken = now - Forsaken }))
            return new IdempotencyResult(IdempotencyState.Started, null);
        Row? row = await connection.QuerySingleOrDefaultAsync<Row>(Find, new { caller, key });
        if (row is null)
            return new IdempotencyResult(IdempotencyState.InProgress, null);
        if (!CryptographicOperations.FixedTimeEquals(row.RequestHash, requestHash))
            return new IdempotencyResult(IdempotencyState.Mismatch, null);
        if (row.Status is not { } status)
            return new IdempotencyResult(IdempotencyState.InProgress, null);
        DataKeyRing keys = await KeysAsync(cancellationToken);
        return new IdempotencyResult(
            IdempotencyState.Answered,
            new StoredAnswer(status, row.ContentType ?? "", keys.Open(row.Answer!, Place(caller, key, status))));
    }

    /// <summary>Keeps the answer.</summary>
    public async Task CompleteAsync(string caller, string key, StoredAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        DataKeyRing keys = await KeysAsync(cancellationToken);
        byte[] sealedAnswer = keys.Seal(answer.Body.Span, Place(caller, key, answer.Status));
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Finish, new { caller, key, status = answer.Status, contentType = answer.ContentType, answer = sealedAnswer });
    }

    /// <summary>Gives the key back when the work failed and may be tried again.</summary>
    public async Task AbandonAsync(string caller, string key, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from idempotency where caller = @caller and key = @key and status is null", new { caller, key });
    }

    /// <summary>Forgets answers older than a time.</summary>
    public async Task RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from idempotency where started_at < @before", new { before });
    }

    private static byte[] Place(string caller, string key, int status) => Associated.With("idempotency", $"{caller.Length}:{caller}|{key}", status);

    private async Task<DataKeyRing> KeysAsync(CancellationToken cancellationToken) =>
        (await _databases.OpenAsync(InstanceName.Fleet, cancellationToken)).Keys;

    private sealed record Row(byte[] RequestHash, int? Status, string? ContentType, byte[]? Answer);
}
