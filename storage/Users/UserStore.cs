using Dapper;
using Npgsql;

namespace InvestBot.Storage.Users;

/// <summary>The users of the fleet.</summary>
public sealed class UserStore
{
    private const string Columns = "id, name, role, password_hash, failed_count, locked_until, created_at";

    private const string Insert = $"""
        insert into users ({Columns}) values (@Id, @Name, @Role, @PasswordHash, @FailedCount, @LockedUntil, @CreatedAt)
        on conflict do nothing
        """;

    // The count and the lock are one statement, so that many tries at once cannot slip under the limit.
    private const string Fail = $"""
        update users set
            failed_count = failed_count + 1,
            locked_until = case when failed_count + 1 >= @limit then @until else locked_until end
        where id = @id
        returning {Columns}
        """;

    private readonly NpgsqlDataSource _control;

    internal UserStore(NpgsqlDataSource control) => _control = control;

    /// <summary>Adds a user; false when the name or id is taken.</summary>
    public async Task<bool> AddAsync(User user, CancellationToken cancellationToken) => await RunAsync(Insert, user, cancellationToken) == 1;

    /// <summary>By name, whatever its case.</summary>
    public Task<User?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
        OneAsync($"select {Columns} from users where lower(name) = lower(@name)", new { name }, cancellationToken);

    /// <summary>By id.</summary>
    public Task<User?> FindAsync(string id, CancellationToken cancellationToken) =>
        OneAsync($"select {Columns} from users where id = @id", new { id }, cancellationToken);

    /// <summary>All, by name.</summary>
    public async Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<User>($"select {Columns} from users order by lower(name)")];
    }

    /// <summary>Counts a failed sign-in and locks the user once there were too many. Returns the user as it is now.</summary>
    /// <param name="id">Who.</param>
    /// <param name="limit">How many failures lock.</param>
    /// <param name="until">Until when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<User?> CountFailureAsync(string id, int limit, DateTimeOffset until, CancellationToken cancellationToken) =>
        OneAsync(Fail, new { id, limit, until }, cancellationToken);

    /// <summary>Forgets failures and lock, after a good sign-in or by an admin.</summary>
    public Task ClearFailuresAsync(string id, CancellationToken cancellationToken) =>
        RunAsync("update users set failed_count = 0, locked_until = null where id = @id", new { id }, cancellationToken);

    /// <summary>Sets another password.</summary>
    public Task SetPasswordAsync(string id, string passwordHash, CancellationToken cancellationToken) =>
        RunAsync("update users set password_hash = @passwordHash where id = @id", new { id, passwordHash }, cancellationToken);

    /// <summary>Sets another role.</summary>
    public Task SetRoleAsync(string id, string role, CancellationToken cancellationToken) =>
        RunAsync("update users set role = @role where id = @id", new { id, role }, cancellationToken);

    /// <summary>Removes a user and its refresh tokens.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        RunAsync("delete from users where id = @id", new { id }, cancellationToken);

    private async Task<User?> OneAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<User>(sql, parameters);
    }

    private async Task<int> RunAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(sql, parameters);
    }
}
