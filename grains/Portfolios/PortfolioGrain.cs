using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Portfolios;

/// <summary>What a portfolio keeps.</summary>
/// <param name="Books">Cash, open trades, what was realised.</param>
/// <param name="Marks">Last prices.</param>
/// <param name="Day">The trading day that the counter belongs to.</param>
/// <param name="DayStart">Equity at its beginning.</param>
/// <param name="TradesToday">Trades opened in it.</param>
/// <param name="Wins">Closed trades with a profit after costs.</param>
/// <param name="Sparkline">The latest equity points.</param>
/// <param name="LastPoint">Market time of the last equity row.</param>
/// <param name="Points">How many equity rows there are; numbers them.</param>
public sealed record PortfolioKept(
    Ledger Books, Marks Marks, DateOnly? Day, Money DayStart, int TradesToday, int Wins, ImmutableArray<decimal> Sparkline, DateTimeOffset? LastPoint, long Points);

/// <summary>Books fills and marks positions. It calls nobody.</summary>
[GrainType(Addresses.Portfolio)]
public sealed class PortfolioGrain([PersistentState("portfolio")] IPersistentState<Stored<PortfolioKept>> store)
    : KeepingGrain<PortfolioKept>(Addresses.Portfolio, store), IPortfolioGrain
{
    private const int SparklinePoints = 60;
    private static readonly TimeSpan QuietPoint = TimeSpan.FromHours(1);

    private InstanceId Instance => GrainKeys.InstanceOf(this.GetPrimaryKeyString());

    private PortfolioKept Now => Kept ?? throw new InvalidOperationException($"The portfolio of '{Instance}' is not open yet: its bot opens it when it is made.");

    /// <inheritdoc/>
    public async Task Configure(BotConfiguration configuration)
    {
        if (Kept is not null) return;
        var capital = configuration.Capital;
        var none = new Marks(ImmutableSortedDictionary<InstrumentId, Price>.Empty);
        await Commit(Next(new PortfolioKept(Ledger.Opened(capital), none, null, capital, 0, 0, [capital.Amount], null, 0)));
    }

    /// <inheritdoc/>
    public async Task<PortfolioFigures> Mark(DateTimeOffset round, ImmutableArray<InstrumentBar> bars)
    {
        var kept = Now;
        var before = FiguresOf(kept).Equity;
        var (books, prices) = (kept.Books, kept.Marks.Prices.ToBuilder());
        foreach (var (instrument, bar) in bars)
        {
            books = books.Mark(instrument, bar.High, bar.Low);
            prices[instrument] = bar.Close;
        }
        kept = kept with { Books = books, Marks = new Marks(prices.ToImmutable()) };
        if (kept.Day != TradingDay.Of(round)) kept = kept with { Day = TradingDay.Of(round), DayStart = before, TradesToday = 0 };
        var figures = FiguresOf(kept);
        // A quiet market makes a point an hour; a moving one makes a point a round.
        if (figures.Equity != before || kept.LastPoint is not { } last || round - last >= QuietPoint || round < last) await Commit(Point(Next(kept), round));
        return figures;
    }

    /// <inheritdoc/>
    public Task Receive(FactBatch batch) => Apply(batch, (next, fact) =>
    {
        if (fact is Fact.Filled filled) Book(next, filled.Fill);
    });

    /// <inheritdoc/>
    public Task<PortfolioView> View() => Task.FromResult(new PortfolioView(Now.Books, FiguresOf(Now), Now.Marks, Now.TradesToday, Now.Wins, Now.Sparkline));

    private void Book(Stored<PortfolioKept> next, Fill fill)
    {
        var kept = next.Value;
        var opens = !kept.Books.Open.ContainsKey(fill.Trade.Value) && fill.Side == Side.Buy;
        var (books, closed) = kept.Books.Book(fill);
        var prices = kept.Marks.Prices.ContainsKey(fill.Instrument) ? kept.Marks.Prices : kept.Marks.Prices.SetItem(fill.Instrument, fill.Price);
        next.Value = kept with
        {
            Books = books,
            Marks = new Marks(prices),
            TradesToday = opens ? kept.TradesToday + 1 : kept.TradesToday,
            Wins = closed is { ProfitAndLoss.Amount: > 0m } ? kept.Wins + 1 : kept.Wins,
        };
        var row = closed is null ? books.Open[fill.Trade.Value].Row() : closed.Row();
        next.Put(RowTable.Trades, fill.Trade.Value, row.Status, row.OpenedAt, row);
        if (opens) next.Record("trade.opened", fill.Trade.Value, fill.At, row);
        if (closed is not null) next.Record("trade.closed", fill.Trade.Value, fill.At, row);
        Point(next, fill.At);
        if (opens || closed is not null)
            next.Tell(Address, Addresses.ToFleet(), new Fact.Standing(Instance, FiguresOf(next.Value).Equity, next.Value.DayStart, books.Open.Count, closed, fill.At));
    }

    private static Stored<PortfolioKept> Point(Stored<PortfolioKept> next, DateTimeOffset at)
    {
        var kept = next.Value;
        var figures = FiguresOf(kept);
        var spark = kept.Sparkline.Add(figures.Equity.Amount);
        if (spark.Length > SparklinePoints) spark = spark.RemoveAt(0);
        next.Value = kept with { Sparkline = spark, LastPoint = at, Points = kept.Points + 1 };
        var id = next.Value.Points.ToString("D12", CultureInfo.InvariantCulture);
        return next.Put(RowTable.EquitySnapshots, id, "", at, new EquityRow(at, figures.Equity.Amount, figures.Cash.Amount));
    }

    private static PortfolioFigures FiguresOf(PortfolioKept kept)
    {
        var equity = kept.Books.Equity(kept.Marks.Of);
        return new PortfolioFigures(equity, kept.Books.Cash, kept.Books.Realized, equity - kept.Books.Start - kept.Books.Realized, kept.Books.Open.Count);
    }
}
