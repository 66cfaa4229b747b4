using System.Text;
using Dapper;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Paper;

/// <summary>The paper venue's own durable records, apart from what the bots store about it.</summary>
public sealed class PaperBookStore
{
    private const string Save = """
        insert into paper_books as b (account, name, version, events, at, data)
        select @account, @name, 1, @count, @now, @data where @expected = 0
        on conflict (account) do nothing
        returning events
        """;

    private const string Update = """
        update paper_books set version = version + 1, events = events + @count, at = @now, data = @data
        where account = @account and version = @expected
        returning events
        """;

    private const string Append = """
        insert into paper_events (account, sequence, at, kind, data) select @account, * from unnest(@sequences, @times, @kinds, @contents)
        """;

    private const string Events = """
        select sequence, at, kind, data from paper_events where account = @account and sequence > @after order by sequence limit @limit
        """;

    private readonly NpgsqlDataSource _control;
    private readonly InstanceDatabases _databases;
    private readonly TimeProvider _time;

    internal PaperBookStore(NpgsqlDataSource control, InstanceDatabases databases, TimeProvider time)
    {
        _control = control;
        _databases = databases;
        _time = time;
    }

    /// <summary>The books of all accounts.</summary>
    public async Task<IReadOnlyList<PaperBook>> LoadAllAsync(CancellationToken cancellationToken)
    {
        DataKeyRing keys = await KeysAsync(cancellationToken);
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        IEnumerable<BookRow> rows = await connection.QueryAsync<BookRow>("select account, name, version, data from paper_books");
        return [.. rows.Select(row => row.Open(keys)).OrderBy(book => book.Account, StringComparer.Ordinal)];
    }

    /// <summary>The book of one account, or null.</summary>
    public async Task<PaperBook?> LoadAsync(string account, CancellationToken cancellationToken)
    {
        DataKeyRing keys = await KeysAsync(cancellationToken);
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return await LoadAsync(connection, keys, account);
    }

    internal static async Task<PaperBook?> LoadAsync(NpgsqlConnection connection, DataKeyRing keys, string account)
    {
        BookRow? row = await connection.QuerySingleOrDefaultAsync<BookRow>(
            "select account, name, version, data from paper_books where account = @key",
            new { key = Key(account, keys) });
        return row?.Open(keys);
    }

    /// <summary>Saves the book and appends the events that made it what it is, in one transaction. Returns the new version.</summary>
    /// <param name="account">The account.</param>
    /// <param name="expectedVersion">The version last read or saved; 0 for a new account.</param>
    /// <param name="data">The book.</param>
    /// <param name="events">What happened since, in order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PaperBookConflictException">The stored version is another.</exception>
    public async Task<long> SaveAsync(
        string account,
        long expectedVersion,
        ReadOnlyMemory<byte> data,
        IReadOnlyList<PaperEvent> events,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        DataKeyRing keys = await KeysAsync(cancellationToken);
        byte[] key = Key(account, keys);
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        long? last = await connection.ExecuteScalarAsync<long?>(
            expectedVersion == 0 ? Save : Update,
            new
            {
                account = key,
                name = keys.Seal(Encoding.UTF8.GetBytes(account), Associated.With("paper_name", key, 0)),
                expected = expectedVersion,
                count = (long)events.Count,
                now = _time.GetUtcNow(),
                data = keys.Seal(data.Span, Associated.With("paper_books", key, expectedVersion + 1)),
            },
            transaction);
        if (last is null)
            throw new PaperBookConflictException(account, expectedVersion);
        if (events.Count > 0)
            await AppendAsync(connection, transaction, keys, key, last.Value - events.Count + 1, events);
        await transaction.CommitAsync(cancellationToken);
        return expectedVersion + 1;
    }

    /// <summary>An account's events after a sequence, in order.</summary>
    public async Task<IReadOnlyList<PaperEvent>> ReadEventsAsync(string account, long after, int limit, CancellationToken cancellationToken)
    {
        DataKeyRing keys = await KeysAsync(cancellationToken);
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return await ReadEventsAsync(connection, keys, account, after, limit);
    }

    internal static async Task<IReadOnlyList<PaperEvent>> ReadEventsAsync(NpgsqlConnection connection, DataKeyRing keys, string account, long after, int limit)
    {
        byte[] key = Key(account, keys);
        IEnumerable<EventRow> rows = await connection.QueryAsync<EventRow>(Events, new { account = key, after, limit });
        return [.. rows.Select(row => new PaperEvent(
            row.Sequence,
            row.At,
            row.Kind,
            keys.Open(row.Data, Associated.With("paper_events", key, row.Sequence))))];
    }

    private static async Task AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        DataKeyRing keys,
        byte[] account,
        long first,
        IReadOnlyList<PaperEvent> events)
    {
        long[] sequences = [.. events.Select((_, i) => first + i)];
        await connection.ExecuteAsync(
            Append,
            new
            {
                account,
                sequences,
                times = events.Select(item => Microseconds.Utc(item.At)).ToArray(),
                kinds = events.Select(item => item.Kind).ToArray(),
                contents = events.Select((item, i) => keys.Seal(item.Data.Span, Associated.With("paper_events", account, sequences[i]))).ToArray(),
            },
            transaction);
    }

    internal static byte[] Key(string account, DataKeyRing keys) => keys.Blind("paper|" + account);

    private async Task<DataKeyRing> KeysAsync(CancellationToken cancellationToken) =>
        (await _databases.OpenAsync(InstanceName.Fleet, cancellationToken)).Keys;

    private sealed record BookRow(byte[] Account, byte[] Name, long Version, byte[] Data)
    {
        internal PaperBook Open(DataKeyRing keys) => new(
            Encoding.UTF8.GetString(keys.Open(Name, Associated.With("paper_name", Account, 0))),
            Version,
            keys.Open(Data, Associated.With("paper_books", Account, Version)));
    }

    private sealed record EventRow(long Sequence, DateTimeOffset At, string Kind, byte[] Data);
}
