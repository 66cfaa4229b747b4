using InvestBot.Exchanges.Credentials;
using InvestBot.Exchanges.Paper;
using InvestBot.Exchanges.Venues;
using InvestBot.Feeds.Recordings;
using InvestBot.Grains.Backups;
using InvestBot.Grains.Markets;
using InvestBot.Grains.Outbox;
using InvestBot.Grains.Recorded;
using InvestBot.Grains.Venues;
using InvestBot.Silo.Backups;
using InvestBot.Silo.Credentials;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Markets;
using InvestBot.Silo.Retention;
using InvestBot.Silo.Paper;
using InvestBot.Silo.Restores;
using InvestBot.Storage;
using InvestBot.Storage.Backups;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Silo;

/// <summary>Puts the silo together: engine, storage, paper venue, recorded markets.</summary>
public static class SiloSetup
{
    /// <summary>Adds everything that trades.</summary>
    /// <param name="services">The process's.</param>
    /// <param name="storage">Opened and migrated; the caller closes it, after the host.</param>
    /// <param name="recordings">The recorded markets.</param>
    /// <param name="options">What to run.</param>
    public static IServiceCollection AddInvestBotSilo(this IServiceCollection services, FleetStorage storage, IEnumerable<Recording> recordings, SiloOptions options)
    {
        services.AddSingleton(storage).AddSingleton(storage.Commits).AddSingleton(storage.Outbox).AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        var library = new RecordingLibrary(recordings);
        services.AddSingleton(library).AddSingleton<IBarHistory>(library).AddSingleton<IInstruments>(library);
        services.AddSingleton<IMarketRecords>(new MarketRecords(storage.Bars, storage.ReplayPositions));
        if (options.PaperVenue is { } apart) services.AddSingleton<IPaperVenue>(_ => new PaperVenueApart(apart));
        else services.AddSingleton<IPaperVenue>(new PaperExchange(new PaperBooks(storage.PaperBooks)));
        services.AddSingleton<IExchange>(provider => provider.GetRequiredService<IPaperVenue>());
        services.AddSingleton<IVenueCredentials>(new StoredCredentials(storage.Credentials));
        services.AddSingleton<VenueLink>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<MarketServices>();
        services.AddEngine();
        services.AddSingleton<InstanceRecordings>();
        services.AddSingleton<InstanceKeeper>();
        services.AddSingleton<ModelOffers>();
        services.AddSingleton<IInstances>(provider => provider.GetRequiredService<InstanceKeeper>());
        services.AddSingleton<ILiveInstances, LiveInstances>().AddSingleton<InstanceRestores>();
        if (options.Backups is { } plan) services.AddSingleton(plan).AddSingleton<IBackupDesk, BackupDesk>();
        services.AddSingleton<DailyBackups>().AddSingleton<IDailyBackups>(provider => provider.GetRequiredService<DailyBackups>());
        services.AddHostedService(provider => provider.GetRequiredService<DailyBackups>());
        services.AddHostedService<MonthRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<InstanceKeeper>());
        return services;
    }
}
