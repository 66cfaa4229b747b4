using InvestBot.GrainInterfaces.Accounts;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Tokens;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Venues;
using InvestBot.Storage.Commits;
using Orleans;

namespace InvestBot.Grains.Outbox;

/// <summary>Brings messages to grains and requests to venues.</summary>
internal sealed class FactDelivery(IGrainFactory grains, VenueLink venues)
{
    /// <summary>Delivers messages of one target, in order. Facts of one source go in one call.</summary>
    internal async Task DeliverAsync(string target, IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var (kind, key) = Addresses.Split(target);
        if (kind == Addresses.Venue)
        {
            foreach (var message in messages)
                await venues.SendAsync(message.Source, (Fact.Request)DomainJson.Read<Fact>(message.Data), cancellationToken);
            return;
        }
        var receiver = ReceiverOf(kind, key);
        foreach (var batch in messages.GroupBy(message => message.Source))
            await receiver.Receive(new FactBatch(batch.Key, [.. batch.Select(message => new FactEnvelope(message.Sequence, message.Kind, message.Data))]));
    }

    private IFactReceiver ReceiverOf(string kind, string key) => kind switch
    {
        Addresses.Bot => grains.GetGrain<IBotGrain>(key),
        Addresses.Token => grains.GetGrain<ITokenGrain>(key),
        Addresses.Risk => grains.GetGrain<IRiskGrain>(key),
        Addresses.Portfolio => grains.GetGrain<IPortfolioGrain>(key),
        Addresses.Account => grains.GetGrain<IAccountGrain>(key),
        Addresses.Fleet => grains.GetGrain<IFleetGrain>(key),
        _ => throw new InvalidOperationException($"Nothing of kind '{kind}' hears facts."),
    };
}
