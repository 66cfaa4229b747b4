using System.Globalization;
using System.Net;
using InvestBot.Api.Host;
using InvestBot.Api.Hub;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.Silo.Restores;
using InvestBot.Silo.Verification;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Backups;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace InvestBot.Api.Restores;

public sealed class RestoreTests(ApiHost host) : IDisposable
{
    private const string Wif = "binance:WIF/USDT";

    private readonly BackupFolder _folder = new(Directory.CreateTempSubdirectory("investbot-restores-").FullName);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [Fact]
    public async Task Restored_InPlace_HasItsBooksOfThenAndTradesOnUnderANewEpoch()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        var first = await EnterAsync(client, name, TestMarket.Bonk);
        var backup = await host.Storage.Backups.CreateAsync(name, BackupKind.Manual, _folder, Token);
        var later = await EnterAsync(client, name, Wif);

        var result = await RestoreAsync(backup.Path, null);

        result.Waits.ShouldBeNull();
        result.Epoch.ShouldBeGreaterThan(EpochOf(later));
        BackupHeader kept = Storage.Backups.InstanceBackups.Describe(result.ReplacedFile!);
        (kept.Kind, kept.Sequence).ShouldBe((BackupKind.Replaced, kept.Sequence));
        kept.Sequence.ShouldBeGreaterThan(backup.Header.Sequence);
        (await TradesAsync(client, name)).ShouldNotContain(later);
        (await TradesAsync(client, name)).ShouldContain(first);
        (await DifferencesAsync(name)).ShouldBeEmpty();
        var next = await EnterAsync(client, name, Wif);
        EpochOf(next).ShouldBe(result.Epoch);
        (await DifferencesAsync(name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restored_UnderANewName_TradesBesideTheFirst()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        var first = await EnterAsync(client, name, TestMarket.Bonk);
        var backup = await host.Storage.Backups.CreateAsync(name, BackupKind.Manual, _folder, Token);
        var other = name + "-b";

        var result = await RestoreAsync(backup.Path, other);

        (result.Waits, result.ReplacedFile).ShouldBe((null, null));
        (await TradesAsync(client, other)).ShouldBe([first]);
        var theirs = await EnterAsync(client, other, Wif);
        theirs.ShouldStartWith($"{other}.{result.Epoch}.");
        var mine = await EnterAsync(client, name, Wif);
        mine.ShouldStartWith($"{name}.{EpochOf(first)}.");
        (await TradesAsync(client, name)).ShouldNotContain(theirs);
        (await DifferencesAsync(name)).ShouldBeEmpty();
        (await DifferencesAsync(other)).ShouldBeEmpty();
        (await client.GetJsonAsync("/api/v1/instances")).ToString().ShouldContain(other);
    }

    [Fact]
    public async Task Restored_AfterItWasDropped_Trades()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        var first = await EnterAsync(client, name, TestMarket.Bonk);
        var backup = await host.Storage.Backups.CreateAsync(name, BackupKind.Manual, _folder, Token);
        await host.Services.GetRequiredService<ILiveInstances>().LeaveAsync(new InstanceId(name), Token);
        await host.Storage.Instances.DropAsync(name, Token);

        var result = await RestoreAsync(backup.Path, null);

        result.Epoch.ShouldBeGreaterThan(EpochOf(first));
        EpochOf(await EnterAsync(client, name, Wif)).ShouldBe(result.Epoch);
        (await DifferencesAsync(name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restored_FromADamagedBackup_GoesOnAsItWas()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        var first = await EnterAsync(client, name, TestMarket.Bonk);
        var backup = await host.Storage.Backups.CreateAsync(name, BackupKind.Manual, _folder, Token);
        await using (var file = File.Open(backup.Path, FileMode.Open)) file.SetLength(file.Length - 100);

        (await Should.ThrowAsync<BackupException>(() => RestoreAsync(backup.Path, null))).Message.ShouldContain("is cut off");

        EpochOf(await EnterAsync(client, name, Wif)).ShouldBe(EpochOf(first));
        (await DifferencesAsync(name)).ShouldBeEmpty();
    }

    private Task<RestoreResult> RestoreAsync(string file, string? name) => host.Services.GetRequiredService<InstanceRestores>()
        .RestoreAsync(new RestoreOrder(file, name is null ? null : new InstanceId(name)), _folder, Token);

    // Waits until the entry has filled.
    private async Task<string> EnterAsync(HttpClient client, string name, string instrument)
    {
        await using var hub = await HubClient.OpenAsync(host);
        await hub.InvokeAsync("Follow", name, null);
        await hub.NextAsync("tick");
        var placed = await (await client.PostAsync($"/api/v1/instances/{name}/orders", new { instrument, side = "buy", notional = "500", stop = instrument == Wif ? "0.0001" : "0.00000001" })).JsonAsync(HttpStatusCode.Accepted);
        var trade = placed.Text("id")!;
        while (!(await TradesAsync(client, name)).Contains(trade)) await hub.NextAsync("tick");
        return trade;
    }

    private static async Task<IReadOnlyList<string>> TradesAsync(HttpClient client, string name) =>
        [.. (await client.GetJsonAsync($"/api/v1/instances/{name}/trades")).GetProperty("items").EnumerateArray().Select(trade => trade.Text("id")!)];

    private async Task<IReadOnlyList<string>> DifferencesAsync(string name)
    {
        var differences = await ActivatorUtilities.CreateInstance<FleetVerification>(host.Services).VerifyAsync(new InstanceId(name), Token);
        var bot = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(name))).View();
        return [.. differences, .. bot.Reason is { } reason ? [reason] : Array.Empty<string>()];
    }

    private static int EpochOf(string id) => int.Parse(id.Split('.')[1], CultureInfo.InvariantCulture);
}
