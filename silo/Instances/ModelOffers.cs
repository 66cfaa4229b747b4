using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Models;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.Storage;
using Orleans;

namespace InvestBot.Silo.Instances;

/// <summary>Offers models to the instances that run. What an instance makes of it is its own commit; offering again what it has changes nothing.</summary>
public sealed class ModelOffers(FleetStorage storage, IGrainFactory grains)
{
    /// <summary>Offers a strategy's models to every instance.</summary>
    /// <returns>A sentence for each that changed or refused; one that cannot be reached is offered them at the next start.</returns>
    public async Task<ImmutableArray<string>> OfferAsync(string strategy, ModelShelf models, string by, CancellationToken cancellationToken)
    {
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var record in (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State == "ready"))
            if (await TellAsync(record.Name, bot => bot.TakeModels(strategy, models, by)) is { } words) told.Add(words);
        return told.ToImmutable();
    }

    /// <summary>Keeps a version of an instance in force, or lets go of it.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="model">The version; 0: the weighed votes; <c>null</c>: let go.</param>
    /// <param name="by">Who.</param>
    public Task<Outcome> PinAsync(InstanceId instance, int? model, string by) => grains.GetGrain<IBotGrain>(GrainKeys.Of(instance)).PinModel(model, by);

    private async Task<string?> TellAsync(string name, Func<IBotGrain, Task<Outcome>> tell)
    {
        var bot = grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(name)));
#pragma warning disable CA1031 // One instance's fault must not keep the others from it.
        try
        {
            var before = await bot.View();
            var outcome = await tell(bot);
            if (!outcome.Ok) return $"{name}: {outcome.Explanation}";
            var after = await bot.View();
            return after.ConfigurationVersion == before.ConfigurationVersion ? null : $"{name}: {Words(after.Configuration.Learning.Models)}";
        }
        catch (Exception fault)
        {
            return $"{name}: not reached ({fault.Message}); it is offered them at the next start.";
        }
#pragma warning restore CA1031
    }

    private static string Words(ModelShelf shelf) =>
        FormattableString.Invariant($"{(shelf.InForce is { } number ? $"model {number} is" : "the weighed votes are")} in force from the next round on{(shelf.Shadow is { } shadow ? $", model {shadow} shadows" : "")}.");
}
