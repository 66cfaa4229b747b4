using InvestBot.Grains.Keeping;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Storing;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;

namespace InvestBot.Silo.Embedded;

/// <summary>The embedded engine behind the Orleans names: everything that knows which engine runs is in this folder.</summary>
internal static class EmbeddedEngine
{
    internal static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new GrainStorage(provider.GetRequiredService<ICommitStore>(), GrainHomes.Of, KeptStates.Schemas));
        services.AddSingleton<IReminderTable>(provider => provider.GetRequiredService<FleetStorage>().Reminders);
        services.AddSingleton<IMarketRights, SoleProcess>();
        return services.AddOrleansEmbedded();
    }
}
