using Npgsql;

namespace InvestBot.Storage.Connections;

/// <summary>The settings that every connection of this system has.</summary>
internal static class ConnectionText
{
    internal static NpgsqlDataSource Pooled(string connectionString, string database, string applicationName, int maximum)
    {
        NpgsqlConnectionStringBuilder text = Settings(connectionString, database, applicationName);
        text.Pooling = true;
        text.MaxPoolSize = maximum;
        text.MinPoolSize = 0;
        text.ConnectionIdleLifetime = 60;
        return Build(text);
    }

    internal static NpgsqlDataSource Single(string connectionString, string database, string applicationName, string? user = null, string? password = null)
    {
        NpgsqlConnectionStringBuilder text = Settings(connectionString, database, applicationName);
        text.Pooling = false;
        if (user is not null)
        {
            text.Username = user;
            text.Password = password;
        }

        return Build(text);
    }

    /// <summary>As <see cref="Single"/>, and the server notices within some five seconds when the machine at our end is gone: then locks are free.</summary>
    internal static NpgsqlDataSource Watched(string connectionString, string database, string applicationName)
    {
        NpgsqlConnectionStringBuilder text = Settings(connectionString, database, applicationName);
        text.Pooling = false;
        text.Options += " -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3 -c tcp_user_timeout=5000";
        return Build(text);
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder text)
    {
        NpgsqlDataSourceBuilder builder = new(text.ConnectionString);
        // Only built-in types are used; a type catalogue per database would cost time and memory for each instance.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    // What the given string asks of its sessions comes last, and so is stronger.
    private static NpgsqlConnectionStringBuilder Settings(string connectionString, string database, string applicationName) =>
        new(connectionString)
        {
            Database = database,
            ApplicationName = applicationName,
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            Enlist = false,
            Timeout = 30,
            CommandTimeout = 30,
            Options = $"-c synchronous_commit=on -c lock_timeout=10s -c TimeZone=UTC {new NpgsqlConnectionStringBuilder(connectionString).Options}".TrimEnd(),
        };
}
