using System.Collections.Immutable;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Calendars;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.Runs;

public sealed class FlatBeforeCloseTests
{
    [Fact]
    public void Run_FlatBeforeTheClose_KeepsNothingOverNight()
    {
        var free = Run(null);
        var flat = Run(TimeSpan.FromMinutes(10));

        free.ShouldContain(trade => Day(trade.OpenedAt) < Day(trade.ClosedAt));
        flat.ShouldAllBe(trade => Day(trade.OpenedAt) == Day(trade.ClosedAt));
        flat.ShouldContain(trade => trade.ExitReason == "flat before the close");
    }

    private static ImmutableArray<ClosedTrade> Run(TimeSpan? before)
    {
        var request = Market.Shares.Week("relative-strength-leaders");
        var bot = request.Configuration;
        return Backtester.Run(request with { Configuration = bot with { Exits = bot.Exits with { FlatBeforeClose = before } } }, TestContext.Current.CancellationToken).Trades;
    }

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(NewYorkTime.Of(time).DateTime);
}
