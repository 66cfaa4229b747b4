namespace InvestBot.Storage.Server;

/// <summary>Where and how the private PostgreSQL runs.</summary>
public sealed class PrivatePostgresOptions
{
    /// <summary>The folder that holds data, log, port and password; made when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>A fixed port, or null: a free one is chosen once and remembered.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// Gives up every guarantee against a power cut for speed. Only for clusters that a test throws away;
    /// refused for a folder that already holds a durable cluster.
    /// </summary>
    public bool ThrowAway { get; init; }

    /// <summary>Sets every part of its log aside, within five minutes of its writing, for <see cref="PointInTime"/>.</summary>
    public bool Archives { get; init; }

    /// <summary>Replays an archive before it serves; null for a server that simply goes on.</summary>
    internal RecoveryTarget? RecoverTo { get; init; }

    /// <summary>How many connections the server accepts, at least 10.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>How long a start may take; recovery after a crash is part of it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(120);
}
