using InvestBot.Engine.Conformance.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Microsoft;

/// <summary>
/// Microsoft Orleans, one silo of its own per test. The test's clock drives grains and their timers. Calls time out by the machine's clock,
/// whatever clock Orleans is given, and so does the cluster's own work.
/// </summary>
internal static class EngineUnderTest
{
    // Two silos of one process must not share ports; the silo finds its own when it is told none.
    private static int _number;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    public static Task<ISiloHost> StartAsync(SiloSettings settings) =>
        StartAsync(settings.Time, settings.Kept, settings.Services, settings.CollectionAge);

    /// <summary>Gives the machine's clock time to go on.</summary>
    public static Task GiveWay() => Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);

    /// <param name="time">Drives grains and their timers.</param>
    /// <param name="kept">What outlives the engine.</param>
    /// <param name="services">What the test adds.</param>
    /// <param name="age">How long an activation may be idle, by the machine's clock.</param>
    internal static async Task<ISiloHost> StartAsync(TimeProvider time, Kept kept, Action<IServiceCollection>? services, TimeSpan age)
    {
        var number = Interlocked.Increment(ref _number);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton(time);
        foreach (var name in (string[])[TimeProviderNames.Membership, TimeProviderNames.Messaging, TimeProviderNames.SystemTimers, TimeProviderNames.GrainDirectory, TimeProviderNames.ActivationManagement])
            builder.Services.AddKeyedSingleton(name, TimeProvider.System);
        builder.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, new LateTime(time));
        builder.Services.AddKeyedSingleton("Default", kept.States);
        // A state that names no provider asks for the one without a name.
        builder.Services.AddSingleton(kept.States);
        services?.Invoke(builder.Services);
        builder.UseOrleans(silo =>
        {
            silo.AddReminders();
            silo.Services.AddSingleton(kept.Reminders);
            var ports = Ports.Next();
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway, clusterId: $"conformance-{number}", serviceId: "conformance");
            silo.Configure<SiloMessagingOptions>(options =>
            {
                options.ResponseTimeout = ResponseTimeout;
                options.SystemResponseTimeout = ResponseTimeout;
            });
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = age;
                options.CollectionQuantum = TimeSpan.FromMilliseconds(100);
            });
        });
        var host = builder.Build();
        await host.StartAsync();
        return new Host(host);
    }

    private sealed class Host(IHost host) : ISiloHost
    {
        public IGrainFactory Grains { get; } = host.Services.GetRequiredService<IGrainFactory>();

        public IServiceProvider Services => host.Services;

        public Task StopAsync(CancellationToken token) => host.StopAsync(token);

        public async ValueTask DisposeAsync()
        {
            if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
            else host.Dispose();
        }
    }
}
