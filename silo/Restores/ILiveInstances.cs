using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Storage.Commits;

namespace InvestBot.Silo.Restores;

/// <summary>The instances of the process that runs the fleet, while one of them is restored.</summary>
public interface ILiveInstances
{
    /// <summary>Takes an instance out of its market, if it is at one, and waits until nothing of it is under way. The others trade on.</summary>
    /// <exception cref="Storage.Backups.Files.BackupException">Messages of it wait that can't be delivered now.</exception>
    Task LeaveAsync(InstanceId instance, CancellationToken cancellationToken);

    /// <summary>Ends what holds former states in memory: these grains, and the venue's book of the account.</summary>
    Task ForgetAsync(IEnumerable<GrainAddress> grains, AccountId account);

    /// <summary>Registers an instance with the fleet and brings it to its market, where its books are compared with the venue's before it trades.</summary>
    /// <returns>Why it can't be there, in a sentence; null when it is.</returns>
    Task<string?> ReturnAsync(BotConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>Brings back an instance that stayed as it was.</summary>
    Task ReturnAsync(InstanceId instance, CancellationToken cancellationToken);
}

/// <summary>No process runs the fleet: the next one that starts brings everything to its market.</summary>
public sealed class NobodyLives : ILiveInstances
{
    /// <inheritdoc/>
    public Task LeaveAsync(InstanceId instance, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ForgetAsync(IEnumerable<GrainAddress> grains, AccountId account) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> ReturnAsync(BotConfiguration configuration, CancellationToken cancellationToken) =>
        Task.FromResult<string?>("The server does not run; it trades after: investbot up");

    /// <inheritdoc/>
    public Task ReturnAsync(InstanceId instance, CancellationToken cancellationToken) => Task.CompletedTask;
}
