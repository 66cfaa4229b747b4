using Dapper;
using InvestBot.Storage.Instances;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Keys.Rotation;

/// <summary>
/// Gives instances a new data key while they trade: what is written from then on is under it, what was written before stays as it is, and the
/// former key stays to read it. A rotation of many that was cut off goes on with those that have no new key yet.
/// </summary>
public sealed class DataKeyRotation
{
    /// <summary>How old a data key gets before the daily work replaces it.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(90);

    private const string Begin = "insert into key_rotations (scope, started_at) values (@scope, @now) on conflict (one) do nothing";

    private const string Newest = "select max(created_at) from instance_keys where instance = @name and key_id > 0";

    private readonly NpgsqlDataSource _control;
    private readonly InstanceDatabases _instances;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal DataKeyRotation(NpgsqlDataSource control, InstanceDatabases instances, TimeProvider time, ILogger logger)
    {
        _control = control;
        _instances = instances;
        _time = time;
        _logger = logger;
    }

    /// <summary>Called between two steps; a test ends the process there.</summary>
    internal Action<string> Reached { get; set; } = static _ => { };

    /// <summary>Rotates one instance, or the fleet's own tables and every instance; what was cut off before is finished first.</summary>
    /// <param name="instance">The instance; null for all.</param>
    /// <param name="cancellationToken">Gives up; the next call goes on.</param>
    /// <returns>Who has a new key; the fleet's own tables are called <see cref="InstanceName.Fleet"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(string? instance, CancellationToken cancellationToken)
    {
        if (instance is not null && !(await NamesAsync(null, cancellationToken)).Contains(instance))
            throw new InvalidOperationException($"There is no instance '{instance}'.");
        List<string> done = [];
        string? scope;
        do
        {
            (scope, DateTimeOffset since) = await BeginAsync(instance, cancellationToken);
            Reached("a rotation is under way");
            foreach (string name in await NamesAsync(scope, cancellationToken))
            {
                if (!(await NewestAsync(name, cancellationToken) < since))
                    continue;
                await _instances.RotateAsync(name, cancellationToken);
                Log.DataKeyChanged(_logger, name);
                done.Add(name);
                Reached($"{name} has a new key");
            }

            await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("delete from key_rotations");
        }
        while (scope != instance && scope is not null);
        return done;
    }

    /// <summary>Replaces the keys that are older than <see cref="Age"/>.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (string name in await NamesAsync(null, cancellationToken))
        {
            if (!(await NewestAsync(name, cancellationToken) < _time.GetUtcNow() - Age))
                continue;
            await _instances.RotateAsync(name, cancellationToken);
            Log.DataKeyChanged(_logger, name);
        }
    }

    // One that is under way already is the one that goes on.
    private async Task<(string? Scope, DateTimeOffset Since)> BeginAsync(string? scope, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Begin, new { scope, now = _time.GetUtcNow() });
        UnderWay rotation = await connection.QuerySingleAsync<UnderWay>("select scope, started_at from key_rotations");
        return (rotation.Scope, rotation.StartedAt);
    }

    // Null: it was dropped meanwhile.
    private async Task<DateTimeOffset?> NewestAsync(string name, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<DateTimeOffset?>(Newest, new { name });
    }

    // An archived one is not written any more.
    private async Task<IReadOnlyList<string>> NamesAsync(string? scope, CancellationToken cancellationToken) => scope is not null
        ? [scope]
        : [InstanceName.Fleet, .. (await _instances.ListAsync(cancellationToken)).Where(record => record.State == "ready").Select(record => record.Name)];

    private sealed record UnderWay(string? Scope, DateTimeOffset StartedAt);
}
