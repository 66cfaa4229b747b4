using InvestBot.Domain.Bots;
using InvestBot.Domain.Values;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Accounts;

/// <summary>An instance whose books differ from the venue's, or could not be compared with them, enters nothing.</summary>
public sealed class ReconciliationTests
{
    [Fact]
    public async Task Books_ThatDifferFromTheVenues_CloseEntriesUntilTheyAgree()
    {
        using var durable = new Durable();
        var configuration = Trading.Roomy("books");
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From))
        {
            await world.JoinAsync(configuration);
            await world.PlayRoundsAsync(12);
        }
        Tamper(durable, 1m);
        var before = (await durable.EntriesAsync(configuration.Id)).Count;
        await using (var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From))
        {
            await world.JoinAsync(configuration);
            (await world.Bot(configuration.Id).View()).Reason!.ShouldStartWith("Cash: ");
            await world.PlayRoundsAsync(300);
        }
        (await durable.EntriesAsync(configuration.Id)).Count.ShouldBe(before);
        (await durable.RecordsAsync<SignalRecord>(configuration.Id, "signal")).ShouldContain(
            signal => signal.Outcome == "shown" && signal.Explanation.StartsWith("Not entered: its books differ from the venue's: Cash: ", StringComparison.Ordinal));

        Tamper(durable, -1m);
        await using var agreed = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From);
        await agreed.JoinAsync(configuration);
        (await agreed.Bot(configuration.Id).View()).Reason.ShouldBeNull();
        await agreed.PlayUntilAsync(async _ => (await durable.EntriesAsync(configuration.Id)).Count > before);
    }

    [Fact]
    public async Task Books_ThatCouldNotBeCompared_CloseEntriesUntilTheyCan()
    {
        using var durable = new Durable();
        var configuration = Trading.Roomy("books");
        var faults = new Faults();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults);
        await world.JoinAsync(configuration);
        await world.PlayUntilAsync(async _ => (await world.Exchange(configuration).View()).Trades.Values.Any(trade => trade.Held > 0m));
        faults.Refused = (_, commit) => commit.Grain.Type == "account";
        await world.PlayUntilAsync(async _ => (await world.Exchange(configuration).View()).Trades.IsEmpty);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.PlayRoundsAsync(2);
        (await world.Bot(configuration.Id).View()).Reason.ShouldBe("The books could not be compared: messages wait that cannot be delivered now.");

        faults.Refused = (_, _) => false;
        await world.SettleAsync(configuration.Id);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.PlayRoundsAsync(2);
        (await world.Bot(configuration.Id).View()).Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Order_GivenWhileTheBooksAreRead_IsNoDifference()
    {
        using var durable = new Durable();
        var configuration = Trading.Roomy("books", BotMode.Manual);
        var faults = new Faults();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: faults);
        await world.JoinAsync(configuration);
        await world.PlayRoundsAsync(2);
        var orders = 0;
        faults.AfterSnapshot = async () =>
        {
            if (orders < 2) (await world.Bot(configuration.Id).Place(new ManualEntry(configuration.Universe[orders], null, null, null, $"key-{++orders}"), "ann")).Ok.ShouldBeTrue();
        };
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.PlayRoundsAsync(2);

        orders.ShouldBe(2);
        (await world.Bot(configuration.Id).View()).Reason.ShouldBeNull();
        (await world.Exchange(configuration).View()).Live.ShouldNotBeEmpty();
    }

    private static void Tamper(Durable durable, decimal by)
    {
        var (account, kept) = durable.Books.Single();
        var book = DomainJson.Read<PaperBook>(kept.Book);
        durable.Books[account] = (DomainJson.Bytes(book with { Account = book.Account with { Cash = book.Account.Cash + new Money(by, book.Account.Cash.Currency) } }), kept.Version);
    }
}
