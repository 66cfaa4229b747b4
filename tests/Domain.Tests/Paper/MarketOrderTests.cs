using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using static InvestBot.Domain.Tests.Paper.PaperVenue;

namespace InvestBot.Domain.Tests.Paper;

public sealed class MarketOrderTests
{
    [Fact]
    public void Entry_NextBar_FillsAtTheOpen()
    {
        var venue = new PaperVenue(Free);
        venue.Enter();
        venue.Bar(10m, 11m, 9.5m, 10.5m);
        venue.Story.ShouldBe(["e Accepted", "e fills 100 at 10", "e-s Accepted", "e-t Accepted"]);
        venue.Fills.Single().At.ShouldBe(Noon);
    }

    [Fact]
    public void Entry_Costs_AreHalfTheSpreadAndTheSlippage()
    {
        var venue = new PaperVenue(Free with { Spread = Ratio.Percent(2), Slippage = Ratio.Percent(1), Commission = Ratio.Percent(0.1m) });
        venue.Enter();
        venue.Bar(10m, 10m, 10m, 10m);
        var fill = venue.Fills.Single();
        (fill.Price.Value, fill.Reference.Value, fill.Commission.Amount, fill.Slippage.Amount).ShouldBe((10.20m, 10m, 1.02m, 20m));
        venue.Account.Cash.Amount.ShouldBe(1_000_000m - 1020m - 1.02m);
    }

    [Fact]
    public void Entry_CommissionPerOrder_IsTakenOnceHoweverManyFills()
    {
        var venue = new PaperVenue(Free with { CommissionPerOrder = 1.5m, VolumeShare = Ratio.Percent(50) });
        venue.Enter();
        venue.Bar(10m, 10m, 10m, 10m, 100m);
        venue.Bar(10m, 10m, 10m, 10m, 100m);
        venue.Fills.Select(fill => (fill.Quantity.Value, fill.Commission.Amount)).ShouldBe([(50m, 1.5m), (50m, 0m)]);
    }

    [Fact]
    public void Entry_CommissionPerOrder_NeverSpendsMoreThanThereIs()
    {
        var venue = new PaperVenue(Free with { CommissionPerOrder = 7m }, cash: 506m);
        venue.Enter();
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Held.ShouldBe(49m);
        venue.Account.Cash.Amount.ShouldBe(9m);
    }

    [Theory]
    [InlineData(200, 1025)]
    [InlineData(100, 1100)]
    [InlineData(10_000, 1001)]
    public void Entry_Impact_GrowsWithTheSquareOfItsShareOfTheVolume(int volume, int cents)
    {
        var venue = new PaperVenue(Free with { Impact = Ratio.Percent(10) });
        venue.Enter();
        venue.Bar(10m, 11m, 10m, 10m, volume);
        venue.Fills.Single().Price.Value.ShouldBe(cents / 100m);
    }

    [Fact]
    public void Exit_Costs_GoAgainstIt()
    {
        var venue = new PaperVenue(Free with { Spread = Ratio.Percent(2), Slippage = Ratio.Percent(1) }).Holding();
        venue.Exit(100m);
        venue.Bar(10m, 10m, 10m, 10m);
        (venue.Fills.Single().Price.Value, venue.Fills.Single().Slippage.Amount).ShouldBe((9.80m, 20m));
    }

    [Fact]
    public void Price_OffTheTick_RoundsAgainstTheOrder()
    {
        var settings = Free with { Slippage = Ratio.Percent(0.01m) };
        var venue = new PaperVenue(settings).Holding();
        venue.Fills.ShouldBeEmpty();
        venue.Exit(100m);
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Fills.Single().Price.Value.ShouldBe(9.99m);
        venue.Enter(id: "f");
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Fills.Last().Price.Value.ShouldBe(10.01m);
    }

    [Fact]
    public void Exit_PriceBelowOneTick_FillsAtOneTick()
    {
        var venue = new PaperVenue(Free with { Slippage = Ratio.Percent(5) }).Holding(stop: 0.01m, target: null);
        venue.Cancel("e-s");
        venue.Exit(100m);
        venue.Bar(0.01m, 0.01m, 0.01m, 0.01m);
        venue.Fills.Single().Price.Value.ShouldBe(0.01m);
    }

    [Fact]
    public void Latency_DriftsAgainstTheOrderWithinItsShareOfTheRange()
    {
        var settings = Free with { Latency = TimeSpan.FromSeconds(150) };
        var venue = new PaperVenue(settings);
        venue.Enter(stop: 1m, target: null);
        venue.Bar(10m, 12m, 8m, 10m);
        venue.Fills.Single().Price.Value.ShouldBeInRange(10m, 12m);
        venue.Fills.Single().Reference.Value.ShouldBe(10m);
    }

    [Fact]
    public void Drift_SameSeed_IsTheSameAndOtherSeedsDiffer()
    {
        decimal[] Prices(ulong seed) => [.. Enumerable.Range(0, 20).Select(i =>
        {
            var venue = new PaperVenue(Free with { Latency = TimeSpan.FromSeconds(299), Seed = seed });
            venue.Enter(stop: 1m, target: null, id: $"e{i}");
            venue.Bar(100m, 200m, 50m, 100m);
            return venue.Fills.Single().Price.Value;
        })];

        Prices(7).ShouldBe(Prices(7));
        Prices(7).ShouldNotBe(Prices(8));
        Prices(7).Distinct().Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Entry_LatencyLongerThanABar_WaitsForTheBarItArrivesIn()
    {
        var venue = new PaperVenue(Free with { Latency = TimeSpan.FromMinutes(7) });
        venue.Enter();
        venue.Bar(10m, 10m, 10m, 10m).ShouldBeEmpty();
        venue.Bar(11m, 11m, 11m, 11m);
        venue.Fills.Single().Price.Value.ShouldBe(11m);
    }

    [Fact]
    public void PartialFills_VolumeShare_TakeSeveralBars()
    {
        var venue = new PaperVenue(Free with { VolumeShare = Ratio.Percent(10) });
        venue.Enter(100m, target: null);
        venue.Bar(10m, 10m, 10m, 10m, 405m);
        venue.Bar(10.1m, 10.1m, 10.1m, 10.1m, 0m).ShouldBeEmpty();
        venue.Bar(10.2m, 10.2m, 10.2m, 10.2m, 10_000m);
        venue.Story.ShouldBe(["e Accepted", "e fills 40 at 10", "e-s Accepted", "e fills 60 at 10.2"]);
        venue.Account.Orders.Keys.Select(id => id.Value).ShouldBe(["e-s"]);
    }

    [Fact]
    public void Entry_NotEnoughCash_BuysWhatItPaysForAndEnds()
    {
        var venue = new PaperVenue(Free with { Commission = Ratio.Percent(1) }, cash: 505m);
        venue.Enter(100m);
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Story.ShouldBe(["e Accepted", "e fills 50 at 10", "e-s Accepted", "e-t Accepted", "e ends: not enough cash"]);
        venue.Account.Cash.Amount.ShouldBe(0m);
        venue.Account.Orders.Keys.Select(id => id.Value).ShouldBe(["e-s", "e-t"]);
    }

    [Theory]
    [InlineData(0.5, 0, 1000, 95)]
    [InlineData(0, 100, 1000, 90)]
    [InlineData(0, 100, 50, 0)]
    public void Entry_CommissionPerUnitOrLeast_NeverSpendsMoreThanThereIs(decimal perUnit, decimal least, decimal cash, decimal expected)
    {
        var venue = new PaperVenue(Free with { CommissionPerUnit = perUnit, LeastCommission = least }, cash);
        venue.Enter(100m);
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Held.ShouldBe(expected);
        venue.Account.Cash.IsNegative.ShouldBeFalse();
    }

    [Fact]
    public void Entry_NoCashAtAll_EndsWithItsLegs()
    {
        var venue = new PaperVenue(Free, cash: 5m);
        venue.Enter();
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Story.ShouldBe(["e Accepted", "e ends: not enough cash", "e-s ends: its entry ended", "e-t ends: its entry ended"]);
        venue.Account.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void Fill_TinyPriceAndTrillions_IsExact()
    {
        var pepe = Wif with { TickSize = 1e-10m };
        var (account, _) = Domain.Paper.PaperDesk.Take(new PaperVenue(Free).Account, new Domain.Venues.VenueRequest.SubmitBracket(
            new PaperVenue(Free).BracketOf(1_000_000_000_000m, 0.0000000100m, null)), Noon);
        var price = new Price(0.0000000123m);
        var bar = new Domain.Markets.Bar(Noon, price, price, price, price, new Quantity(5_000_000_000_000m));
        (account, var events) = PaperMatching.OnBar(account, pepe, in bar, Domain.Markets.Timeframe.FiveMinutes, new PaperSettings { Latency = TimeSpan.Zero, VolumeShare = Ratio.One });
        var fill = events.OfType<Domain.Venues.VenueEvent.Filled>().Single().Fill;
        (fill.Price.Value, fill.Quantity.Value).ShouldBe((0.0000000124m, 1_000_000_000_000m));
        account.Cash.Amount.ShouldBe(1_000_000m - 12_400m - 12.4m);
    }

    [Fact]
    public void LastClose_WaitingExit_FillsThereWhateverTheLatencyAndVolume()
    {
        var venue = new PaperVenue(Free with { Latency = TimeSpan.FromMinutes(7) });
        venue.Enter(target: null);
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Bar(10m, 10m, 10m, 10m);
        venue.Cancel("e-s");
        venue.Exit(100m);
        venue.LastClose(9.5m);
        venue.Story.Last().ShouldBe("e-x1 fills 100 at 9.5");
        venue.Fills.Last().At.ShouldBe(venue.Now);
        venue.Account.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void LastClose_RestingStop_Stays()
    {
        var venue = new PaperVenue(Free).Holding();
        venue.LastClose(8m).ShouldBeEmpty();
        venue.Held.ShouldBe(100m);
    }
}
