using FsCheck.Fluent;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Trades;

public sealed class LedgerTests
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId Spy = InstrumentId.Parse("alpaca:SPY");
    private static readonly InstrumentId Aig = InstrumentId.Parse("alpaca:AIG");
    private static readonly Ledger Fresh = Ledger.Opened(new Money(10_000m, Currency.Usd));

    [Fact]
    public void Book_Entry_OpensATradeAndPaysForIt()
    {
        var (books, closed) = Fresh.Book(Fill(Side.Buy, 10m, 100m, commission: 1m, reference: 99.5m));
        closed.ShouldBeNull();
        var trade = books.Open["t1"];
        (books.Cash.Amount, books.Fees.Amount, books.Fills, books.Closed).ShouldBe((8_999m, 1m, 1L, 0L));
        (trade.Held.Value, trade.EntryPrice.Value, trade.Slippage.Amount, trade.OpenedAt).ShouldBe((10m, 100m, 5m, Noon));
        books.In(Spy).ShouldBe(trade);
        books.In(Aig).ShouldBeNull();
    }

    [Fact]
    public void Book_PartialExits_CloseWithEveryFeeCounted()
    {
        var books = Fresh;
        (books, _) = books.Book(Fill(Side.Buy, 6m, 100m, 1m));
        (books, _) = books.Book(Fill(Side.Buy, 4m, 105m, 1m));
        (books, var open) = books.Book(Fill(Side.Sell, 3m, 110m, 1m, reason: "tier"));
        (books, var closed) = books.Book(Fill(Side.Sell, 7m, 95m, 1m, reason: "stop", minutes: 30));
        open.ShouldBeNull();
        var trade = closed.ShouldNotBeNull();
        (trade.Quantity.Value, trade.EntryPrice.Value, trade.ExitPrice.Value, trade.Cost.Amount).ShouldBe((10m, 102m, 99.5m, 1020m));
        (trade.ProfitAndLoss.Amount, trade.Fees.Amount).ShouldBe((995m - 1020m - 4m, 4m));
        (trade.EntryReason, trade.ExitReason, trade.Holding).ShouldBe(("because", "stop", TimeSpan.FromMinutes(30)));
        trade.Return.Value.ShouldBe(-29m / 1020m);
        (books.Open.Count, books.Closed, books.Realized.Amount).ShouldBe((0, 1L, -29m));
        books.Cash.Amount.ShouldBe(10_000m - 29m);
    }

    [Fact]
    public void Mark_HighAndLow_AreMfeAndMae()
    {
        var (books, _) = Fresh.Book(Fill(Side.Buy, 10m, 100m));
        books = books.Mark(Spy, new Price(108m), new Price(99m)).Mark(Spy, new Price(104m), new Price(97m)).Mark(Aig, new Price(500m), new Price(1m));
        var (_, closed) = books.Book(Fill(Side.Sell, 10m, 101m));
        (closed!.FavorableExcursion.Value, closed.AdverseExcursion.Value).ShouldBe((0.08m, -0.03m));
    }

    [Fact]
    public void Mark_NothingNew_GivesTheSameBooksBack()
    {
        var (books, _) = Fresh.Book(Fill(Side.Buy, 10m, 100m));
        books.Mark(Spy, new Price(100m), new Price(100m)).ShouldBeSameAs(books);
        books.Mark(Aig, new Price(200m), new Price(1m)).ShouldBeSameAs(books);
        Fresh.Mark(Spy, new Price(200m), new Price(1m)).ShouldBeSameAs(Fresh);
    }

    [Fact]
    public void Mark_TwoTradesInOneInstrument_CountsForBoth()
    {
        var books = Fresh.Book(Fill(Side.Buy, 1m, 100m)).Books.Book(Fill(Side.Buy, 1m, 100m, trade: "t2")).Books.Mark(Spy, new Price(120m), new Price(90m));
        books.Open.Values.Select(trade => (trade.Highest.Value, trade.Lowest.Value)).ShouldBe([(120m, 90m), (120m, 90m)]);
    }

    [Fact]
    public void Equity_TwoTrades_UsesTheMarksOrTheEntry()
    {
        var books = Fresh.Book(Fill(Side.Buy, 10m, 100m)).Books.Book(Fill(Side.Buy, 5m, 50m, trade: "t2", instrument: Aig)).Books;
        books.Equity(id => id == Spy ? new Price(110m) : null).Amount.ShouldBe(8_750m + 1_100m + 250m);
        books.Open["t1"].ProfitAt(new Price(110m)).Amount.ShouldBe(100m);
        Fresh.Equity(_ => null).ShouldBe(Fresh.Cash);
    }

    [Fact]
    public void Book_SaleWithoutPurchase_ClosesAtItsOwnPrice()
    {
        var (books, closed) = Fresh.Book(Fill(Side.Sell, 10m, 100m, 1m));
        (closed!.EntryPrice.Value, closed.Quantity.Value, closed.Return.Value).ShouldBe((100m, 0m, 0m));
        books.Open.ShouldBeEmpty();
        books.Cash.Amount.ShouldBe(10_999m);
    }

    [Fact]
    public void Book_OtherCurrency_Throws() =>
        Should.Throw<InvalidOperationException>(() => Fresh.Book(Fill(Side.Buy, 1m, 1m, currency: "SOL")));

    [Fact]
    public void Book_AnyFills_CashIsStartPlusFlowsAndProfitIsTheirSum()
    {
        var fills = (from buy in Gen.Choose(1, 1_000_000)
                     from price in Numbers.Positive.Where(price => price < 1_000_000m)
                     from exit in Gen.Choose(1, 300)
                     from trade in Gen.Choose(0, 3)
                     from part in Gen.Choose(1, 100)
                     select (buy, price, exit, trade, part)).ArrayOf(12);
        Seeded.ForAll(fills, all =>
        {
            var books = Fresh;
            var flows = 0m;
            foreach (var x in all)
            {
                var name = $"t{x.trade}";
                var held = books.Open.TryGetValue(name, out var open) ? open.Held.Value : 0m;
                var fill = held > 0m
                    ? Fill(Side.Sell, x.part > 50 ? held : Math.Max(1m, decimal.Floor(held * x.part / 100m)), Math.Max(1e-18m, decimal.Round(x.price * x.exit / 100m, 12, MidpointRounding.ToZero)), 0.01m, trade: name)
                    : Fill(Side.Buy, x.buy, x.price, 0.01m, trade: name);
                (books, _) = books.Book(fill);
                flows += fill.CashFlow.Amount;
            }
            books.Cash.Amount.ShouldBe(10_000m + flows);
            var open2 = books.Open.Values.Sum(trade => trade.Proceeds.Amount - trade.Cost.Amount - trade.Fees.Amount);
            books.Cash.Amount.ShouldBe(10_000m + books.Realized.Amount + open2, 0.000000001m);
            books.Fees.Amount.ShouldBe(0.01m * all.Length);
        });
    }

    private static Fill Fill(
        Side side, decimal quantity, decimal price, decimal commission = 0m, decimal? reference = null, string trade = "t1", InstrumentId? instrument = null, string reason = "because", int minutes = 0, string currency = "USD") =>
        new(
            new FillId("f"), new ClientOrderId(trade), new TradeId(trade), instrument ?? Spy, side, side == Side.Buy ? OrderPurpose.Entry : OrderPurpose.Exit,
            new Quantity(quantity), new Price(price), new Money(commission, new Currency(currency)), new Price(reference ?? price), Noon.AddMinutes(minutes), reason);
}
