namespace InvestBot.Storage.Commits;

/// <summary>Reads and writes grain states with what belongs to them: in PostgreSQL, or in memory for the simulation.</summary>
public interface ICommitStore
{
    /// <summary>The stored state, or null when it was never written.</summary>
    Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken);

    /// <summary>Every state of an instance, those cleared included, each as of the moment when it is read; in no order.</summary>
    IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(string instance, CancellationToken cancellationToken);

    /// <summary>Writes all of the commit and returns the new version.</summary>
    /// <exception cref="CommitConflictException">The stored version is not the expected one; nothing was written.</exception>
    /// <exception cref="CommitRefusedException">The database refused; nothing was written.</exception>
    /// <exception cref="CommitUnknownException">The connection broke during the commit: it may or may not be durable. Reread.</exception>
    Task<long> CommitAsync(string instance, GrainCommit commit);
}
