using System.Collections.Immutable;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Scratch;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.Feeds.Recordings;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Silo.Paper;
using InvestBot.Storage.Server;
using Microsoft.AspNetCore.Builder;

namespace InvestBot.Cli.Venue;

/// <summary>The paper venue over the loopback says and holds what the one in the process does.</summary>
public sealed class PaperVenueApartTests : IAsyncLifetime
{
    private const string Key = "the-key";
    private static readonly AccountId Account = new("paper-alpha");
    private static readonly Recording Market = RecordingFolder.Open(Path.Combine(Investbot.FindClone(), "data", "equities-2013"));
    private readonly ScratchFolder scratch = new();
    private readonly Uri address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}");
    private FileBooks books = null!;
    private WebApplication host = null!;
    private PaperVenueApart venue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BarSeries Series => Market.Series[0];

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        venue = new PaperVenueApart(new PaperVenueAddress(address, Key));
        await venue.OpenAsync(Account, new Money(10_000m, Series.Instrument.Quote), new PaperSettings(), Token);
    }

    public async ValueTask DisposeAsync()
    {
        venue.Dispose();
        await StopAsync();
        scratch.Dispose();
    }

    [Fact]
    public async Task VenueApart_SaysAndHoldsWhatOneInTheProcessDoes()
    {
        using var inner = new FileBooks(scratch.File("inner"));
        var inside = new PaperExchange(inner);
        await inside.OpenAsync(Account, new Money(10_000m, Series.Instrument.Quote), new PaperSettings(), Token);

        foreach (var each in new IPaperVenue[] { venue, inside }) await TradeAsync(each);

        var said = await venue.EventsAfterAsync(Account, 0, Token);
        said.Select(message => message.Event).OfType<VenueEvent.Filled>().Count().ShouldBe(2);
        Text(said).ShouldBe(Text(await inside.EventsAfterAsync(Account, 0, Token)));
        Text(await venue.SnapshotAsync(Account, Token)).ShouldBe(Text(await inside.SnapshotAsync(Account, Token)));
    }

    [Fact]
    public async Task Order_SentAgain_IsTakenOnce()
    {
        await EnterAsync(venue);
        await EnterAsync(venue);
        await venue.OnRoundAsync(Account, Round(11), Token);
        await EnterAsync(venue);
        await venue.OnRoundAsync(Account, Round(12), Token);

        (await venue.SnapshotAsync(Account, Token)).Holdings.Single().Value.ShouldBe(new Quantity(10m));
    }

    [Fact]
    public async Task Round_ToldAgain_FillsNothingAgain()
    {
        await EnterAsync(venue);
        (await venue.OnRoundAsync(Account, Round(11), Token)).ShouldBeTrue();
        (await venue.OnRoundAsync(Account, Round(11), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Bars_AreTheVenuesOwn()
    {
        await EnterAsync(venue);
        var (instrument, bar) = Round(11).Bars[0];
        await venue.OnRoundAsync(Account, Round(11) with { Bars = [(instrument, new Bar(bar.OpenTime, new Price(1m), new Price(1m), new Price(1m), new Price(1m), bar.Volume))] }, Token);

        Fills(await venue.EventsAfterAsync(Account, 0, Token)).Single().Reference.ShouldBe(bar.Open);
    }

    [Fact]
    public async Task Venue_StartedAgain_KnowsItsBooksAndCosts()
    {
        await venue.OpenAsync(Account, new Money(10_000m, Series.Instrument.Quote), new PaperSettings { CommissionPerOrder = 7m, Commission = Ratio.Zero }, Token);
        await EnterAsync(venue);
        await StopAsync();
        (await Should.ThrowAsync<PaperVenueException>(() => venue.SnapshotAsync(Account, Token))).Message.ShouldContain("does not answer");
        await StartAsync();

        (await venue.OnRoundAsync(Account, Round(11), Token)).ShouldBeTrue();
        Fills(await venue.EventsAfterAsync(Account, 0, Token)).Single().Commission.Amount.ShouldBe(7m);
    }

    [Fact]
    public async Task Venue_AskedWithAnotherKey_SaysSo()
    {
        using var stranger = new PaperVenueApart(new PaperVenueAddress(address, "another"));

        (await stranger.FaultAsync(Token)).ShouldNotBeNull().ShouldContain("key");
        (await venue.FaultAsync(Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Round_OfAMarketThatTheVenueLacks_IsRefusedWithTheRemedy() =>
        (await Should.ThrowAsync<PaperVenueException>(() => venue.OnRoundAsync(Account, Round(11) with { Recording = "moon" }, Token))).Message.ShouldContain("--data");

    [Fact]
    public async Task Account_NeverOpened_IsRefused() =>
        await Should.ThrowAsync<PaperVenueException>(() => venue.SnapshotAsync(new AccountId("paper-nobody"), Token));

    private async Task StartAsync()
    {
        books = new FileBooks(scratch.File("books"));
        host = VenueHost.Build(address.Port, Key, new VenueCalls(new PaperExchange(books), new VenueMarkets([Market])));
        await host.StartAsync(Token);
    }

    private async Task StopAsync()
    {
        await host.DisposeAsync();
        books.Dispose();
    }

    private static async Task TradeAsync(IPaperVenue venue)
    {
        await venue.OnRoundAsync(Account, Round(10), Token);
        await EnterAsync(venue);
        await venue.OnRoundAsync(Account, Round(11), Token);
        var entry = Entry().Entry;
        var exit = entry with { Id = new ClientOrderId("x"), Side = Side.Sell, Purpose = OrderPurpose.Exit, DecidedAt = At(12) };
        await venue.SendAsync(Account, new VenueRequest.Submit(exit), At(12), Token);
        await venue.OnEndAsync(Account, new PaperRound(Market.Description.Id, 0, Market.Description.Timeframe, [(Series.Instrument, Series[Series.Count - 1])]), Token);
    }

    private static Task EnterAsync(IPaperVenue venue) => venue.SendAsync(Account, new VenueRequest.SubmitBracket(Entry()), At(11), Token);

    private static Bracket Entry() => Bracket.Long(new ClientOrderId("e"), Series.Instrument.Id, new Quantity(10m), new Price(0.01m), null, "test", At(11));

    private static DateTimeOffset At(int bar) => Series.OpenTime(bar);

    private static PaperRound Round(int bar) => new(Market.Description.Id, 0, Market.Description.Timeframe, [(Series.Instrument, Series[bar])]);

    private static IEnumerable<Fill> Fills(IEnumerable<VenueMessage> said) => said.Select(message => message.Event).OfType<VenueEvent.Filled>().Select(filled => filled.Fill);

    private static string Text<T>(T value) => System.Text.Encoding.UTF8.GetString(DomainJson.Bytes(value));
}
