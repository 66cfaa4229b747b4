using System.Security.Cryptography;
using Npgsql;

namespace InvestBot.TestKit.Postgres;

/// <summary>A database that one test owns.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string ownerConnectionString;

    private TestDatabase(string ownerConnectionString, string name)
    {
        this.ownerConnectionString = ownerConnectionString;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    /// <summary>A connection string of the server's owner to this database.</summary>
    public string ConnectionString { get; }

    public static string UniqueName(string prefix) => $"{prefix}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";

    public static async Task<TestDatabase> CreateAsync(string ownerConnectionString)
    {
        var name = UniqueName("test");
        await ExecuteAsync(ownerConnectionString, $"create database {name}");
        return new TestDatabase(ownerConnectionString, name);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(pooled);
        await ExecuteAsync(ownerConnectionString, $"drop database if exists {Name} with (force)");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
