using Dapper;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Users;

/// <summary>One change that somebody made or tried to make.</summary>
/// <param name="Sequence">Its place; 0 before it is stored.</param>
/// <param name="At">Machine time.</param>
/// <param name="Actor">The user's id, or the name of the part of the system.</param>
/// <param name="Action">What, as a dotted lowercase text.</param>
/// <param name="Target">On what: an id, in plain text.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">Anything more. Stored encrypted.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, string Actor, string Action, string Target, string Outcome, ReadOnlyMemory<byte> Detail);

/// <summary>Who changed what. Entries are never changed or removed.</summary>
public sealed class AuditStore
{
    private const string Insert = """
        insert into audit (at, actor, action, target, outcome, detail) values (@At, @Actor, @Action, @Target, @Outcome, @detail)
        """;

    private const string Page = """
        select sequence, at, actor, action, target, outcome, detail from audit
        where sequence < @before and (@actor::text is null or actor = @actor) and (@target::text is null or target = @target)
        order by sequence desc limit @limit
        """;

    private readonly NpgsqlDataSource _control;
    private readonly InstanceDatabases _databases;

    internal AuditStore(NpgsqlDataSource control, InstanceDatabases databases)
    {
        _control = control;
        _databases = databases;
    }

    /// <summary>Keeps an entry.</summary>
    public async Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        DataKeyRing keys = (await _databases.OpenAsync(InstanceName.Fleet, cancellationToken)).Keys;
        byte[] detail = keys.Seal(entry.Detail.Span, Associated.With("audit", entry.Actor + "|" + entry.Action, Journal.Microseconds.Of(entry.At)));
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Insert, new { At = Journal.Microseconds.Utc(entry.At), entry.Actor, entry.Action, entry.Target, entry.Outcome, detail });
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Only entries before this sequence; null from the newest.</param>
    /// <param name="actor">Only this actor's; null for all.</param>
    /// <param name="target">Only on this target; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(long? before, string? actor, string? target, int limit, CancellationToken cancellationToken)
    {
        DataKeyRing keys = (await _databases.OpenAsync(InstanceName.Fleet, cancellationToken)).Keys;
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(Page, new { before = before ?? long.MaxValue, actor, target, limit });
        return [.. rows.Select(row => new AuditEntry(
            row.Sequence,
            row.At,
            row.Actor,
            row.Action,
            row.Target,
            row.Outcome,
            keys.Open(row.Detail, Associated.With("audit", row.Actor + "|" + row.Action, Journal.Microseconds.Of(row.At)))))];
    }

    private sealed record Row(long Sequence, DateTimeOffset At, string Actor, string Action, string Target, string Outcome, byte[] Detail);
}
