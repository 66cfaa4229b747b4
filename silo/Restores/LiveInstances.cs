using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Accounts;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Tokens;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Outbox;
using InvestBot.Silo.Instances;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Commits;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Silo.Restores;

/// <summary>The instances of this process.</summary>
internal sealed class LiveInstances(InstanceKeeper keeper, OutboxDispatcher outbox, IPaperVenue paper, IGrainFactory grains, ILogger<LiveInstances> logger) : ILiveInstances
{
    public async Task LeaveAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        foreach (var market in keeper.Markets) await market.DetachAsync(instance, cancellationToken);
        if (await outbox.IdleAsync(instance.ToString())) return;
        await ReturnAsync(instance, cancellationToken);
        throw new BackupException($"Messages of '{instance}' wait that cannot be delivered now, so it cannot be set back while the server runs; the log says why. Try again, or restore with the server stopped: investbot down");
    }

    public async Task ForgetAsync(IEnumerable<GrainAddress> grains, AccountId account)
    {
        foreach (var grain in grains)
        {
#pragma warning disable CA1031 // One that isn't awake can't wake now, and has nothing to forget.
            try
            {
                if (Find(grain) is { } found) await found.Reread();
            }
            catch (Exception exception)
            {
                Log.NothingToForget(logger, grain.Type, exception);
            }
#pragma warning restore CA1031
        }
        paper.Forget(account);
    }

    public Task<string?> ReturnAsync(BotConfiguration configuration, CancellationToken cancellationToken) => keeper.AdmitAsync(configuration, cancellationToken);

    public Task ReturnAsync(InstanceId instance, CancellationToken cancellationToken) => keeper.ReadmitAsync(instance, cancellationToken);

    private IKeepsState? Find(GrainAddress grain) => grain.Type switch
    {
        Addresses.Bot => grains.GetGrain<IBotGrain>(grain.Key),
        Addresses.Token => grains.GetGrain<ITokenGrain>(grain.Key),
        Addresses.Risk => grains.GetGrain<IRiskGrain>(grain.Key),
        Addresses.Portfolio => grains.GetGrain<IPortfolioGrain>(grain.Key),
        Addresses.Exchange => grains.GetGrain<IExchangeGrain>(grain.Key),
        Addresses.Account => grains.GetGrain<IAccountGrain>(grain.Key),
        _ => null,
    };
}
