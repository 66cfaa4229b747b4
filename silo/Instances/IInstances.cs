using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;

namespace InvestBot.Silo.Instances;

/// <summary>Makes instances, wherever their market is driven.</summary>
public interface IInstances
{
    /// <summary>Whether a name is taken.</summary>
    Task<bool> ExistsAsync(InstanceId instance, CancellationToken cancellationToken);

    /// <summary>Makes an instance with its own database, and brings it to its market. Repeating it changes nothing.</summary>
    Task<Outcome> CreateAsync(BotConfiguration configuration, string by, CancellationToken cancellationToken);
}
