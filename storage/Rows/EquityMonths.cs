using InvestBot.Storage.Commits;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using Npgsql;

namespace InvestBot.Storage.Rows;

/// <summary>The parts of an instance's equity curve, one for each month (UTC). Each is asked for once by a process that writes.</summary>
internal sealed class EquityMonths(InstanceDatabase database)
{
    private readonly HashSet<DateTime> _asked = [];

    /// <summary>Makes the parts that these commits need. A point whose part could not be made is stored nevertheless, apart.</summary>
    internal async Task KeepAsync(IEnumerable<SealedCommit> group)
    {
        foreach (SealedCommit member in group)
        {
            foreach (RowWrite row in member.Commit.Rows)
            {
                if (row.Table == RowTable.EquitySnapshots && _asked.Add(MonthOf(row.At)))
                    await KeepAsync(MonthOf(row.At));
            }
        }
    }

    private async Task KeepAsync(DateTime month)
    {
        try
        {
            await using Lease lease = await database.RentAsync(CancellationToken.None);
            await using NpgsqlCommand command = new("select keep_equity_month($1)", lease.Connection);
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = month });
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException refusal) when (refusal.InvariantSeverity == "ERROR")
            {
                // Its points lie apart until the months are looked through, once a day.
                return;
            }
            catch
            {
                lease.Discard();
                throw;
            }
        }
        catch (NpgsqlException)
        {
            // Whatever is wrong with the connection, the commit itself meets it next and says so.
            _asked.Remove(month);
        }
    }

    private static DateTime MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
