using System.Collections.Immutable;
using InvestBot.Api.Auth;
using InvestBot.Api.Fleet;
using InvestBot.Api.Hub;
using InvestBot.Feeds.Replay;
using InvestBot.Silo;
using InvestBot.Silo.Backups;
using InvestBot.Storage;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Users;
using InvestBot.TestKit.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestBot.Api.Host;

/// <summary>The whole process but its command line: real PostgreSQL, silo, API and Kestrel on a free port.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    internal const string Password = "a long enough password";

    private readonly PostgresFixture _postgres = new();
    private readonly MasterKey _master = MasterKey.Create();
    private readonly string _page = Directory.CreateTempSubdirectory("investbot-page-").FullName;

    private Task<string>? _any;

    internal BackupFolder Backups { get; } = new(Directory.CreateTempSubdirectory("investbot-backups-").FullName);

    internal ShiftedTime Time { get; } = new();

    internal FleetStorage Storage { get; private set; } = null!;

    internal WebApplication App { get; private set; } = null!;

    internal Uri Address { get; private set; } = null!;

    internal IServiceProvider Services => App.Services;

    internal static async Task<ApiHost> StartAsync()
    {
        ApiHost host = new();
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        FleetStorageOptions where = new()
        {
            ServerConnectionString = _postgres.OwnerConnectionString,
            ControlDatabase = PostgresFixture.UniqueName("control"),
            MarketDatabase = PostgresFixture.UniqueName("market"),
            InstanceConnections = 80,
        };
        Storage = await FleetStorage.OpenAsync(where, _master, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await WritePageAsync();
        App = Build();
        foreach (var role in new[] { Roles.Viewer, Roles.Operator, Roles.Admin }) await AddUserAsync(role, role);
        await App.StartAsync();
        Address = new Uri(App.Urls.First());
    }

    internal async Task<string> AddUserAsync(string name, string role)
    {
        var id = Sessions.Name();
        var hash = Services.GetRequiredService<Passwords>().Hash(id, Password);
        (await Storage.Users.AddAsync(new User(id, name, role, hash, 0, null, TimeProvider.System.GetUtcNow()), CancellationToken.None)).ShouldBeTrue();
        return id;
    }

    /// <summary>A client without a session; it keeps no cookies by itself.</summary>
    internal HttpClient Anonymous() => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    internal async Task<string> TokenAsync(string role)
    {
        var user = (await Storage.Users.FindByNameAsync(role, CancellationToken.None))!;
        return (await Services.GetRequiredService<AccessTokens>().IssueAsync(user.Id, user.Name, user.Role, CancellationToken.None)).Text;
    }

    /// <summary>A client that is signed in as the user of that role.</summary>
    internal async Task<HttpClient> AsAsync(string role)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(role));
        return client;
    }

    /// <summary>One instance for all tests that only read it.</summary>
    internal Task<string> AnyInstanceAsync()
    {
        lock (_postgres) return _any ??= this.CreateInstanceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        foreach (var instance in await Storage.Instances.ListAsync(CancellationToken.None)) await Storage.Instances.DropAsync(instance.Name, CancellationToken.None);
        await Storage.DisposeAsync();
        _master.Dispose();
        Directory.Delete(_page, recursive: true);
        Directory.Delete(Backups.Root, recursive: true);
    }

    private WebApplication Build()
    {
        var recording = TestMarket.Open();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // A bar each tenth of a second; the start leaves a day of history to warm up with.
        ReplayOptions replay = new(ReplaySpeed.Times(3000), Loop: true, From: TestMarket.First.AddDays(1));
        builder.Services.AddInvestBotSilo(Storage, [recording], new SiloOptions
        {
            Markets = ImmutableDictionary<string, ReplayOptions>.Empty.Add(TestMarket.Id, replay),
            Backups = new BackupPlan(Backups, null),
        });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(recording);
        builder.Services.AddSingleton<IMarketDirectory, TestMarkets>();
        builder.Services.AddSingleton<IInstanceMaker, TestMaker>();
        builder.Services.AddSingleton<IJournalSignal, TestSignal>();
        builder.Services.AddInvestBotApi(new ApiOptions { PageFolder = _page, SignInsPerMinute = 100_000 });
        return builder.Build().MapInvestBotApi();
    }

    private async Task WritePageAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_page, "index.html"), "<!doctype html><title>page</title>");
        Directory.CreateDirectory(Path.Combine(_page, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_page, "assets", "index-abc123.js"), "export {};");
    }
}
