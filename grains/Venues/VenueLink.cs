using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Venues;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Accounts;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.Grains.Keeping;
using Orleans;

namespace InvestBot.Grains.Venues;

/// <summary>Between exchange grains and the venue, outside every turn: brings requests there and what the venue says back.</summary>
public sealed class VenueLink(IGrainFactory grains, IExchange venue, TimeProvider time)
{
    private const int MostLooks = 10;

    /// <summary>Hands on a request, within the account's rate limit, and what the venue says to it.</summary>
    internal async Task SendAsync(string source, Fact.Request request, CancellationToken cancellationToken)
    {
        var (_, key) = Addresses.Split(source);
        var account = GrainKeys.AccountOf(key);
        var wait = await grains.GetGrain<IAccountGrain>(GrainKeys.Account(account)).Permit();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        await venue.SendAsync(account, request.Asked, request.At, cancellationToken);
        await HearAsync(GrainKeys.InstanceOf(key), account, cancellationToken);
    }

    /// <summary>Brings an instance what the venue said since it last heard.</summary>
    public async Task HearAsync(InstanceId instance, AccountId account, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IExchangeGrain>(GrainKeys.Exchange(instance, account));
        while (await venue.EventsAfterAsync(account, await grain.HeardTo(), cancellationToken) is { Count: > 0 } events)
            await grain.Hear(new VenueReport([.. events]));
    }

    /// <summary>Compares an instance's and its account's books with the venue's, both at rest.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="account">Its account.</param>
    /// <param name="deliver">Waits until what its grains have to say has been delivered; false when that can't be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The differences, in words.</returns>
    public async Task<ImmutableArray<string>> ReconcileAsync(InstanceId instance, AccountId account, Func<Task<bool>> deliver, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IExchangeGrain>(GrainKeys.Exchange(instance, account));
        for (var looks = 1; ; looks++)
        {
            await HearAsync(instance, account, cancellationToken);
            var stand = (await grain.HeardTo(), await grain.SentTo());
            if (!await deliver()) return ["The books could not be compared: messages wait that cannot be delivered now."];
            var snapshot = await venue.SnapshotAsync(account, cancellationToken);
            var differences = (await grain.Reconcile(snapshot)).AddRange(await grains.GetGrain<IAccountGrain>(GrainKeys.Account(account)).Reconcile(snapshot));
            // Somebody may have given an order, or the venue filled one, while both were being read: that is no difference.
            var still = (snapshot.LastEvent, await grain.SentTo()) == stand;
            if (differences.IsEmpty || still || looks == MostLooks) return differences;
        }
    }
}
