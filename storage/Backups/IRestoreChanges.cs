using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Backups;

/// <summary>What becomes of an instance's states when it is restored: a new epoch, and perhaps another name. Storage knows neither.</summary>
public interface IRestoreChanges
{
    /// <summary>A state as it is to be, of the instance or of the fleet's grains of its account.</summary>
    RestoredGrain Grain(GrainAddress grain, ReadOnlyMemory<byte> data);

    /// <summary>A pending message as it is to be.</summary>
    OutboxMessage Message(OutboxMessage message);

    /// <summary>The paper venue's book as it is to be.</summary>
    ReadOnlyMemory<byte> Book(ReadOnlyMemory<byte> book);
}

/// <summary>A grain's state after a restore.</summary>
/// <param name="Grain">Its address: another one when the instance got another name.</param>
/// <param name="Data">The state.</param>
/// <param name="Events">Journal records that tell of it.</param>
public sealed record RestoredGrain(GrainAddress Grain, ReadOnlyMemory<byte> Data, IReadOnlyList<JournalEvent> Events);
