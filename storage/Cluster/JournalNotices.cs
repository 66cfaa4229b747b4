using System.Globalization;
using Npgsql;

namespace InvestBot.Storage.Cluster;

/// <summary>Tells other processes, through the control database, how far journals have grown. What is missed is not repeated: the journal itself is what counts.</summary>
public sealed class JournalNotices
{
    private const string Channel = "investbot_journal";

    private readonly NpgsqlDataSource _control;
    private readonly Func<NpgsqlDataSource> _listening;

    internal JournalNotices(NpgsqlDataSource control, Func<NpgsqlDataSource> listening)
    {
        _control = control;
        _listening = listening;
    }

    /// <summary>Tells whoever listens.</summary>
    /// <param name="heads">Last sequences, by instance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SendAsync(IReadOnlyCollection<KeyValuePair<string, long>> heads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heads);
        await using NpgsqlCommand command = _control.CreateCommand($"select pg_notify('{Channel}', notice) from unnest($1) as notice");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. heads.Select(head => string.Create(CultureInfo.InvariantCulture, $"{head.Key} {head.Value}"))] });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Hears until it is cancelled.</summary>
    /// <param name="grown">Is called with an instance and its last sequence.</param>
    /// <param name="listening">Is called once nothing more is missed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NpgsqlException">The connection is lost; call again.</exception>
    public async Task ListenAsync(Action<string, long> grown, Action listening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grown);
        ArgumentNullException.ThrowIfNull(listening);
        await using NpgsqlDataSource source = _listening();
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notice) =>
        {
            string[] parts = notice.Payload.Split(' ');
            if (parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
                grown(parts[0], sequence);
        };
        await using (NpgsqlCommand listen = new($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        listening();
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
