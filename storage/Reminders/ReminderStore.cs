using System.Globalization;
using Dapper;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Storage.Reminders;

/// <summary>The grains' reminders in the control database, in the rows that Orleans' own ADO.NET provider reads and writes.</summary>
public sealed class ReminderStore : IReminderTable
{
    /// <summary>Whose reminders they are: Orleans' ClusterOptions.ServiceId of every silo of the fleet.</summary>
    public const string ServiceId = "investbot";

    private const string Columns = "select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable where ServiceId = @ServiceId";

    private const string Upsert = """
        insert into OrleansRemindersTable as kept (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
        values (@ServiceId, @Grain, @Name, @Start, @Period, @Hash, 0)
        on conflict (ServiceId, GrainId, ReminderName) do update
            set StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = kept.Version + 1
        returning Version
        """;

    private const string Remove = """
        delete from OrleansRemindersTable
        where ServiceId = @ServiceId and GrainId = @Grain and ReminderName = @Name and Version = @Version
        """;

    private readonly NpgsqlDataSource _control;

    internal ReminderStore(NpgsqlDataSource control) => _control = control;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync(" and GrainId = @Grain", new { ServiceId, Grain = grainId.ToString() });

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // Hashes are stored as signed numbers and compared as unsigned ones.
        string hash = "(GrainHash::bigint & 4294967295)";
        string range = begin < end ? $" and {hash} > @From and {hash} <= @To" : $" and ({hash} > @From or {hash} <= @To)";
        return ReadAsync(range, new { ServiceId, From = (long)begin, To = (long)end });
    }

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        ReminderTableData found = await ReadAsync(" and GrainId = @Grain and ReminderName = @Name", new { ServiceId, Grain = grainId.ToString(), Name = reminderName });
        return found.Reminders.SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync();
        int version = await connection.ExecuteScalarAsync<int>(Upsert, new
        {
            ServiceId,
            Grain = entry.GrainId.ToString(),
            Name = entry.ReminderName,
            Start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc),
            Period = (long)entry.Period.TotalMilliseconds,
            Hash = unchecked((int)entry.GrainId.GetUniformHashCode()),
        });
        return Tag(version);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if (!int.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            return false;
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync();
        return await connection.ExecuteAsync(Remove, new { ServiceId, Grain = grainId.ToString(), Name = reminderName, Version = version }) > 0;
    }

    /// <inheritdoc/>
    public async Task TestOnlyClearTable()
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from OrleansRemindersTable where ServiceId = @ServiceId", new { ServiceId });
    }

    private static string Tag(int version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<ReminderTableData> ReadAsync(string which, object parameters)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync();
        IEnumerable<Row> rows = await connection.QueryAsync<Row>(Columns + which, parameters);
        return new ReminderTableData(rows.Select(row => new ReminderEntry
        {
            GrainId = GrainId.Parse(row.GrainId, CultureInfo.InvariantCulture),
            ReminderName = row.ReminderName,
            StartAt = row.StartTime,
            Period = TimeSpan.FromMilliseconds(row.Period),
            ETag = Tag(row.Version),
        }));
    }

    // Columns come in lower case, as PostgreSQL folds them; Dapper does not mind.
    private sealed record Row(string GrainId, string ReminderName, DateTime StartTime, long Period, int Version);
}
