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

    /// <summary>Compares an instance's and its account's books with the venue's.</summary>
    /// <returns>The differences, in words.</returns>
    public async Task<ImmutableArray<string>> ReconcileAsync(InstanceId instance, AccountId account, CancellationToken cancellationToken)
    {
        await HearAsync(instance, account, cancellationToken);
        var snapshot = await venue.SnapshotAsync(account, cancellationToken);
        var orders = await grains.GetGrain<IExchangeGrain>(GrainKeys.Exchange(instance, account)).Reconcile(snapshot);
        return orders.AddRange(await grains.GetGrain<IAccountGrain>(GrainKeys.Account(account)).Reconcile(snapshot));
    }
}
