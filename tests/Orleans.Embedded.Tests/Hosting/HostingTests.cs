using InvestBot.Engine.Conformance;
using InvestBot.Engine.Conformance.Calls;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Reminders;
using InvestBot.Orleans.Embedded.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Tests.Hosting;

public interface IInjected : IGrainWithStringKey
{
    Task<bool> HasItsOwnScope();
}

public sealed class Scoped : IDisposable
{
    public bool IsOver { get; private set; }

    public void Dispose() => IsOver = true;
}

public sealed class InjectedGrain(Scoped scoped, IGrainContext context, IGrainFactory grains, TimeProvider time, IHostEnvironment? environment = null) : Grain, IInjected
{
    public Task<bool> HasItsOwnScope() => Task.FromResult(
        ReferenceEquals(scoped, ServiceProvider.GetRequiredService<Scoped>()) && ReferenceEquals(context, GrainContext) && ReferenceEquals(grains, GrainFactory)
        && time is not null && environment is not null);
}

public sealed class HostingTests
{
    [Fact]
    public async Task Host_WithEngine_StartsCallsAndStops()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddKeyedSingleton<global::Orleans.Storage.IGrainStorage>("Default", new State.MemoryGrainStorage());
        builder.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
        builder.Services.AddScoped<Scoped>();
        builder.Services.AddOrleansEmbedded(o => o.AddAssemblyOf<HostingTests>());
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        (await client.GetGrain<ICalculator>("a").Add(2, 2)).ShouldBe(4);
        (await client.GetGrain<IInjected>("a").HasItsOwnScope()).ShouldBeTrue();
        host.Services.GetRequiredService<IGrainStatistics>().GetStatistics().ShouldContain(s => s.GrainType == "injected" && s.ActiveNow == 1);
        await host.StopAsync();
        await Should.ThrowAsync<SiloUnavailableException>(() => client.GetGrain<ICalculator>("a").Add(2, 2));
    }

    [Fact]
    public async Task Stop_WithHangingRequest_EndsWithItsToken()
    {
        var silo = await EmbeddedSilo.StartAsync(null, o => o.AddAssemblyOf<HostingTests>());
        var gate = Gate.NewName();
        var call = silo.GrainFactory.GetGrain<ICalculator>("a").Slowly(gate, 1);
        await Gate.Named(gate).Reached;
        await silo.StopAsync(new CancellationToken(true));
        await Should.ThrowAsync<SiloUnavailableException>(() => call);
        await silo.DisposeAsync();
    }
}
