using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Trades;

public sealed class TradeGroupsTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 23, 30, 0, TimeSpan.Zero);

    private static readonly ClosedTrade[] Trades =
    [
        Trade(3m, "SPY", 0, "target"),
        Trade(-1m, "QQQ", 60, "protective stop"),
        Trade(2m, "SPY", 60, "take-profit tier 1: +30 %"),
        Trade(4m, "SPY", 60 * 24 * 4, "take-profit tier 1: +20 %"),
        Trade(-2m, "SPY", 60 * 24 * 5, "protective stop"),
    ];

    [Theory]
    [InlineData("token", "alpaca:QQQ -1, alpaca:SPY 7")]
    [InlineData("exit-reason", "protective stop -3, take-profit tier 1 6, target 3")]
    [InlineData("hour", "00 1, 23 5")]
    [InlineData("weekday", "monday -2, wednesday 3, thursday 1, sunday 4")]
    [InlineData("day", "2024-05-01 3, 2024-05-02 1, 2024-05-05 4, 2024-05-06 -2")]
    [InlineData("week", "2024-W18 8, 2024-W19 -2")]
    public void By_Name_SumsWhatBelongsTogether(string name, string expected) =>
        string.Join(", ", TradeGroups.By(name, Trades, Currency.Usd).Select(group => $"{group.Key} {group.Figures.Net.Amount}")).ShouldBe(expected);

    [Fact]
    public void By_EveryName_SumsToTheTotal()
    {
        var total = Trades.Aggregate(TradeFigures.None(Currency.Usd), (sum, trade) => sum.Add(trade));
        foreach (var name in TradeGroups.Names)
        {
            var groups = TradeGroups.By(name, Trades, Currency.Usd);
            (groups.Sum(group => group.Figures.Trades), groups.Sum(group => group.Figures.Net.Amount), groups.Sum(group => group.Figures.Fees.Amount)).ShouldBe((total.Trades, total.Net.Amount, total.Fees.Amount), name);
        }
    }

    [Fact]
    public void By_AnUnknownName_NamesTheKnownOnes() =>
        Should.Throw<ArgumentException>(() => TradeGroups.By("moon", Trades, Currency.Usd)).Message.ShouldContain("exit-reason, hour, token, week, weekday");

    [Fact]
    public void Of_Keys_KeepsTheirTrades() =>
        TradeGroups.Of([("b", Trades[0]), ("a", Trades[1]), ("b", Trades[2])], Currency.Usd).Select(group => (group.Key, group.Figures.Trades)).ShouldBe([("a", 1), ("b", 2)]);

    private static ClosedTrade Trade(decimal net, string symbol, int minutes, string reason) => new(
        new TradeId("t"), new InstrumentId("alpaca", symbol), new Quantity(1), new Price(100), new Price(100 + net), Usd(100), Usd(1), Usd(0.5m), Usd(net),
        Start.AddMinutes(minutes), Start.AddMinutes(minutes + 5), "in", reason, Ratio.Zero, Ratio.Zero);

    private static Money Usd(decimal amount) => new(amount, Currency.Usd);
}
