using InvestBot.Api.Host;
using InvestBot.Api.Hub;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.Silo.Verification;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace InvestBot.Api.Instances;

/// <summary>The machine's clock is set while bots trade; a host of its own, because the others' sessions would end.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Clock_ThatJumps_ChangesNothingOfWhatBotsDo()
    {
        await using var host = await ApiHost.StartAsync();
        var name = await host.CreateInstanceAsync(mode: "automatic");
        using (var client = await host.AsAsync("operator")) await client.PostAsync($"/api/v1/instances/{name}/start");
        await using var hub = await HubClient.OpenAsync(host);
        await hub.InvokeAsync("Follow", name, null);

        foreach (var hours in (int[])[1, -3, 24, -48, 24 * 40, -24 * 80])
        {
            host.Time.MoveOn(TimeSpan.FromHours(hours));
            for (var ticks = 0; ticks < 5; ticks++) await hub.NextAsync("tick");
        }

        var bot = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(name))).View();
        bot.Status.ShouldBe(BotStatus.Running);
        bot.Reason.ShouldBeNull();
        (await ActivatorUtilities.CreateInstance<FleetVerification>(host.Services).VerifyAsync(new InstanceId(name), TestContext.Current.CancellationToken)).ShouldBeEmpty();
        using var later = await host.AsAsync("operator");
        (await later.GetJsonAsync("/api/v1/health")).Text("status").ShouldBe("healthy");
    }
}
