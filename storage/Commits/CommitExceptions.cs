namespace InvestBot.Storage.Commits;

/// <summary>Somebody else has written this state since it was read. Nothing was written.</summary>
public sealed class CommitConflictException(long expected, long actual)
    : Exception($"The state is at version {actual}, not at {expected}: another activation has written it.")
{
    /// <summary>The version that the writer knew.</summary>
    public long Expected { get; } = expected;

    /// <summary>The version that is stored.</summary>
    public long Actual { get; } = actual;
}

/// <summary>The database could not be reached or refused the write. Nothing was written.</summary>
public sealed class CommitRefusedException(string message, Exception? inner) : Exception(message, inner);

/// <summary>Whether the write is durable is not known. The grain must deactivate and reread.</summary>
public sealed class CommitUnknownException(Exception inner)
    : Exception("The connection broke while the commit was under way: it may be durable or not, and only rereading tells.", inner);
