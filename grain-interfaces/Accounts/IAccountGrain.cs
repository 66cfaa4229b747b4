using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Facts;
using Orleans;
using Orleans.CodeGeneration;

namespace InvestBot.GrainInterfaces.Accounts;

/// <summary>Rate limit of one venue account, and the sub-ledgers of all instances that share it. Key: <c>{account}</c>.</summary>
[Alias("ib.account"), Version(1)]
public interface IAccountGrain : IFactReceiver
{
    /// <summary>Opens an instance's sub-ledger, once.</summary>
    [Alias("join")]
    Task Join(InstanceId instance, Money deposit);

    /// <summary>Asks to send one request now.</summary>
    /// <returns>How long to wait first; zero: send.</returns>
    [Alias("permit")]
    Task<TimeSpan> Permit();

    /// <summary>Compares the sum of the sub-ledgers with the venue's books.</summary>
    /// <returns>The differences, in words; empty when both agree.</returns>
    [Alias("reconcile")]
    Task<ImmutableArray<string>> Reconcile([Immutable] VenueSnapshot snapshot);
}
