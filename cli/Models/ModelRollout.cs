using InvestBot.Silo.Instances;
using Microsoft.Extensions.Hosting;

namespace InvestBot.Cli.Models;

/// <summary>Offers the library's models to the bots at each start: what was promoted while nothing ran, or while a bot was away, arrives then.</summary>
internal sealed class ModelRollout(InstanceKeeper keeper, ModelOffers offers, ModelLibrary library) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await keeper.Ready.WaitAsync(stoppingToken);
        await ModelWork.OfferAsync(library, offers, "start", stoppingToken);
    }
}
