using InvestBot.Backtest.Tests;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Runs;

public sealed class BacktesterTests
{
    public static TheoryData<string> Presets => [.. PresetCatalog.All.Select(preset => preset.Id)];

    private static BacktestResult Run(BacktestRequest request) => Backtester.Run(request, TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Presets))]
    public void Books_AtTheEnd_FollowFromTheFills(string preset)
    {
        var result = Run(Market.Coins.Week(preset));
        var flows = result.Fills.Sum(fill => fill.CashFlow.Amount);

        result.Trades.ShouldNotBeEmpty();
        result.Books.Cash.Amount.ShouldBe(result.Configuration.Capital.Amount + flows);
        result.Books.Cash.ShouldBe(result.Venue.Cash);
        result.Risk.Books.Cash.ShouldBe(result.Books.Cash);
        result.Books.Realized.Amount.ShouldBe(flows);
        result.Statistics.Total.Net.Amount.ShouldBe(flows);
        result.Equity[^1].Equity.ShouldBe(result.Books.Cash.Amount);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Positions_AtTheEnd_AreFlatEverywhere(string preset)
    {
        var result = Run(Market.Coins.Week(preset));

        result.Books.Open.ShouldBeEmpty();
        result.Venue.Trades.ShouldBeEmpty();
        result.Venue.Orders.ShouldBeEmpty();
        result.Risk.Reservations.ShouldBeEmpty();
        foreach (var trade in result.Fills.GroupBy(fill => fill.Trade))
            trade.Sum(fill => fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value).ShouldBe(0m);
        result.Fills.Select(fill => fill.Id).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Run_Twice_GivesTheSame(string preset)
    {
        var request = Market.Coins.Week(preset);

        TradeLines.Of(Run(request).Trades).ShouldBe(TradeLines.Of(Run(request with { Tapes = [.. request.Tapes.Reverse()] }).Trades));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Trades_OfTruncatedBars_AreThoseOfAllBars(string preset)
    {
        var request = Market.Coins.Week(preset);
        var cut = Market.At("2024-05-18T06:00:00Z");

        var full = Run(request);
        var truncated = Run(request with { Tapes = [.. request.Tapes.Select(tape => tape.Truncated(cut))] });

        var known = TradeLines.Of(truncated.Trades.Where(trade => trade.ExitReason != "end of data")).ToList();
        known.ShouldBe(TradeLines.Of(full.Trades.Take(known.Count)));
        full.Trades.Skip(known.Count).ShouldAllBe(trade => trade.ClosedAt >= cut);
        TradeLines.Of(Run(request with { To = cut }).Trades).ShouldBe(TradeLines.Of(truncated.Trades));
    }

    [Fact]
    public void Positions_WithManySymbolsAndTwoPlaces_AreNeverMoreThanTwo()
    {
        var request = Market.Coins.Week("growth-social-memecoin");
        var bot = request.Configuration with { Risk = request.Configuration.Risk with { OpenPositions = 2 } };

        var result = Run(request with { Configuration = bot });

        MostOpen(result.Fills).ShouldBe(2);
        result.Counts.Rejected.ShouldContainKey("open-positions");
    }

    [Fact]
    public void FirstEntry_WithoutHistory_ComesAfterTheWarmUp()
    {
        var from = Market.At("2024-05-15T00:15:00Z");
        var request = Market.Coins.Week("growth-social-memecoin");
        var cold = request with { From = null, Tapes = [.. request.Tapes.Select(tape => Tapes.BarTape.Of(tape.Instrument, tape.Bars.ToArray().Where(bar => bar.OpenTime >= from)))] };

        // 75 bars for the average true range.
        Run(cold).Fills[0].At.ShouldBeGreaterThanOrEqualTo(from.AddMinutes(5 * 75));
        Run(request).Fills[0].At.ShouldBeLessThan(from.AddHours(1));
    }

    [Fact]
    public void Fills_AtTheSameClose_AreAtTheTimeAndPriceOfTheDecision()
    {
        var request = Market.Coins.Week("growth-social-memecoin");
        var free = request.Configuration with { Paper = request.Configuration.Paper with { Spread = Ratio.Zero, Slippage = Ratio.Zero, Latency = TimeSpan.FromSeconds(30) } };
        var entries = Run(request with { Configuration = free, Fill = FillMoment.SameClose }).Fills.Where(fill => fill.Side == Side.Buy).ToList();

        entries.Count.ShouldBeGreaterThan(10);
        entries.ShouldAllBe(fill => fill.Price == BarClosingAt(request, fill).Close);
    }

    private static Domain.Markets.Bar BarClosingAt(BacktestRequest request, Fill fill) =>
        request.Tapes.Single(tape => tape.Instrument.Id == fill.Instrument).Bars.ToArray().Single(bar => bar.OpenTime == fill.At.AddMinutes(-5));

    [Fact]
    public void RunTogether_OfInstancesThatNeverMeet_IsEachAlone()
    {
        var (one, two) = (Named("one", "growth-social-memecoin"), Named("two", "momentum-trend"));
        one = one with { Configuration = one.Configuration with { Universe = [.. one.Configuration.Universe.Take(3)] } };
        two = two with { Configuration = two.Configuration with { Universe = [.. two.Configuration.Universe.Where(id => !one.Configuration.Universe.Contains(id))] } };
        var together = Backtester.RunTogether([one, two], TestContext.Current.CancellationToken);

        TradeLines.Of(together[0].Trades).ShouldBe(TradeLines.Of(Run(one).Trades));
        TradeLines.Of(together[1].Trades).ShouldBe(TradeLines.Of(Run(two).Trades));
        together.Sum(result => result.Books.Cash.Amount).ShouldBe(together[0].Venue.Cash.Amount);
        together.SelectMany(result => result.Fills).Select(fill => fill.Id).ShouldBeUnique();
    }

    [Fact]
    public void RunTogether_OfTwins_SharesTheVolumeOfEachBar()
    {
        // A billionth of the volume: whoever asks first takes it all.
        BacktestRequest Thin(string name)
        {
            var request = Named(name, "growth-social-memecoin");
            return request with { Configuration = request.Configuration with { Paper = request.Configuration.Paper with { VolumeShare = new Ratio(0.0001m) } } };
        }
        var together = Backtester.RunTogether([Thin("one"), Thin("two")], TestContext.Current.CancellationToken);
        var alone = Run(Thin("two"));

        together[1].Fills.Sum(fill => fill.Quantity.Value * fill.Price.Value).ShouldBeLessThan(alone.Fills.Sum(fill => fill.Quantity.Value * fill.Price.Value));
        together.Sum(result => result.Books.Cash.Amount).ShouldBe(together[0].Venue.Cash.Amount);
    }

    [Fact]
    public void RunTogether_OfOneName_Throws() =>
        Should.Throw<ArgumentException>(() => Backtester.RunTogether([Named("one", "momentum-trend"), Named("one", "momentum-trend")], TestContext.Current.CancellationToken));

    private static BacktestRequest Named(string name, string preset)
    {
        var request = Market.Coins.Week(preset);
        return request with { Configuration = request.Configuration with { Id = new Domain.Identity.InstanceId(name) } };
    }

    [Fact]
    public void Run_WithoutBars_HasNoTradesAndAllItsCash()
    {
        var result = Run(Market.Coins.Week("growth-social-memecoin") with { Tapes = [] });

        result.From.ShouldBeNull();
        result.Fills.ShouldBeEmpty();
        result.Books.Cash.ShouldBe(result.Configuration.Capital);
    }

    [Fact]
    public void Run_Canceled_Throws() =>
        Should.Throw<OperationCanceledException>(() => Backtester.Run(Market.Coins.Week("growth-social-memecoin"), new CancellationToken(canceled: true)));

    private static int MostOpen(IEnumerable<Fill> fills)
    {
        var held = new Dictionary<string, decimal>();
        var most = 0;
        foreach (var fill in fills)
        {
            held[fill.Trade.Value] = held.GetValueOrDefault(fill.Trade.Value) + (fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value);
            most = Math.Max(most, held.Values.Count(quantity => quantity > 0m));
        }
        return most;
    }
}
