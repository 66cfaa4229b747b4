using InvestBot.Engine.Conformance.Engines;
using InvestBot.Orleans.Embedded.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace InvestBot.Engine.Conformance.Embedded;

/// <summary>The embedded engine.</summary>
internal static class EngineUnderTest
{
    public static async Task<ISiloHost> StartAsync(SiloSettings settings) => new Host(await EmbeddedSilo.StartAsync(
        services =>
        {
            services.AddKeyedSingleton("Default", settings.Kept.States);
            services.AddSingleton(settings.Kept.Reminders);
            settings.Services?.Invoke(services);
        },
        options =>
        {
            options.TimeProvider = settings.Time;
            options.ResponseTimeout = settings.ResponseTimeout;
            options.CollectionAge = settings.CollectionAge;
            options.CollectionQuantum = settings.CollectionQuantum;
            options.AddAssemblyOf<Host>();
#if QUEUED
            options.InlineLimit = TimeSpan.FromSeconds(-1);
#endif
        }));

    /// <summary>Lets the engine's threads go on; all that it waits for is the test's clock.</summary>
    public static async Task GiveWay()
    {
        for (var i = 0; i < 20; i++) await Task.Yield();
    }

    private sealed class Host(EmbeddedSilo silo) : ISiloHost
    {
        public IGrainFactory Grains => silo.GrainFactory;

        public IServiceProvider Services => silo.Services;

        public Task StopAsync(CancellationToken token) => silo.StopAsync(token);

        public ValueTask DisposeAsync() => silo.DisposeAsync();
    }
}
