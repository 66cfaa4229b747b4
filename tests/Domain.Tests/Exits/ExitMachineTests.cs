using System.Collections.Immutable;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Exits;

public sealed class ExitMachineTests
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Currency Usdt = new("USDT");
    private static readonly Instrument Wif = new(InstrumentId.Parse("binance:WIF/USDT"), Usdt, 0.01m, 1m, 5m, TradingCalendar.AlwaysOpen);

    private static readonly ExitPlan Tiered = new(
        new Price(85m), null, [new ExitTier(Ratio.Percent(30), Ratio.Percent(33)), new ExitTier(Ratio.Percent(75), Ratio.Percent(33))], Breakeven: true, Ratio.Percent(20), TimeSpan.FromHours(1));

    private static readonly ExitPlan Plain = new(new Price(90m), new Price(120m), [], false, null, null);

    [Fact]
    public void OnBar_NothingToDo_GivesTheSameStateBack()
    {
        var state = Holding(Plain);
        var (after, actions) = OnBar(state, 100m, 100m, 95m, 99m);
        after.ShouldBeSameAs(state);
        actions.ShouldBeEmpty();
    }

    [Fact]
    public void OnBar_EntryNotFilled_DoesNothing() =>
        OnBar(ExitState.Awaiting(new TradeId("e"), Tiered), 200m, 200m, 50m, 60m).Actions.ShouldBeEmpty();

    [Fact]
    public void OnBar_AlreadyFlat_DoesNothing()
    {
        var state = Holding(Tiered).After(Fill(Side.Sell, 100m, 110m));
        state.IsFlat.ShouldBeTrue();
        OnBar(state, 200m, 200m, 50m, 60m).Actions.ShouldBeEmpty();
    }

    [Fact]
    public void OnBar_FirstTier_SellsItsShareAndMovesTheStopToTheEntry()
    {
        var (state, actions) = OnBar(Holding(Tiered with { Trailing = null }), 120m, 131m, 120m, 130m);
        Words(actions).ShouldBe(["reduce 33: take-profit tier 1: +30 %", "stop 100: breakeven after the first tier"]);
        (state.TiersDone, state.Stop).ShouldBe((1, new Price(100m)));
    }

    [Fact]
    public void OnBar_TierReachedAgain_SellsOnce()
    {
        var (state, _) = OnBar(Holding(Tiered), 120m, 131m, 120m, 130m);
        Words(OnBar(state.After(Fill(Side.Sell, 33m, 130m)), 130m, 131m, 125m, 128m).Actions).ShouldBeEmpty();
    }

    [Fact]
    public void OnBar_TwoTiersInOneBar_SellsBoth()
    {
        var (state, actions) = OnBar(Holding(Tiered), 120m, 180m, 120m, 175m);
        Words(actions).ShouldBe(["reduce 33: take-profit tier 1: +30 %", "reduce 33: take-profit tier 2: +75 %", "stop 144: trailing stop"]);
        state.TiersDone.ShouldBe(2);
    }

    [Fact]
    public void OnBar_TierBelowOneLot_IsDoneWithoutASale()
    {
        var state = ExitState.Awaiting(new TradeId("e"), Tiered with { Trailing = null }).After(Fill(Side.Buy, 2m, 100m));
        var (after, actions) = OnBar(state, 120m, 131m, 120m, 130m);
        Words(actions).ShouldBe(["stop 100: breakeven after the first tier"]);
        after.TiersDone.ShouldBe(1);
    }

    [Fact]
    public void OnBar_TierTouchedExactly_Counts() =>
        OnBar(Holding(Tiered with { Trailing = null }), 120m, 130m, 120m, 125m).State.TiersDone.ShouldBe(1);

    [Fact]
    public void OnBar_NewHigh_TrailsTheStopOnTheTickBelow()
    {
        var plan = Plain with { Target = null, Trailing = Ratio.Percent(3) };
        var (state, actions) = OnBar(Holding(plan), 105m, 110.11m, 108m, 109m);
        Words(actions).ShouldBe(["stop 106.8: trailing stop"]);
        Words(OnBar(state, 109m, 110m, 107m, 108m).Actions).ShouldBeEmpty();
    }

    [Fact]
    public void OnBar_TrailingBelowTheStop_NeverLowersIt() =>
        OnBar(Holding(Plain with { Trailing = Ratio.Percent(20) }), 100m, 101m, 99m, 100m).State.Stop.ShouldBe(new Price(90m));

    [Fact]
    public void OnBar_ClosedBelowTheNewStop_ClosesInstead()
    {
        var (state, actions) = OnBar(Holding(Plain with { Trailing = Ratio.Percent(3) }), 105m, 110m, 104m, 105m);
        Words(actions).ShouldBe(["close: trailing stop"]);
        state.Closing.ShouldBe("trailing stop");
    }

    [Fact]
    public void OnBar_TierReachedAndClosedBelowTheEntry_ClosesAllOnce()
    {
        var (_, actions) = OnBar(Holding(Tiered with { Trailing = null }), 120m, 131m, 95m, 96m);
        Words(actions).ShouldBe(["close: breakeven after the first tier"]);
    }

    [Fact]
    public void OnBar_HeldTooLong_Closes()
    {
        Words(OnBar(Holding(Tiered), 100m, 100m, 99m, 100m, minutes: 59).Actions).ShouldBeEmpty();
        Words(OnBar(Holding(Tiered), 100m, 100m, 99m, 100m, minutes: 60).Actions).ShouldBe(["close: time stop"]);
    }

    [Fact]
    public void OnBar_StrategyWantsOut_ClosesWithItsReason() =>
        Words(OnBar(Holding(Tiered), 120m, 131m, 120m, 130m, exit: "middle band").Actions).ShouldBe(["close: middle band"]);

    [Theory]
    [InlineData(120, 60, "out", "close: trailing stop")]
    [InlineData(140, 60, "out", "close: time stop")]
    [InlineData(140, 5, "out", "close: out")]
    [InlineData(140, 5, null, "reduce 33: take-profit tier 1: +30 %")]
    public void OnBar_SeveralReasons_TheFirstOfTheOrderCounts(decimal close, int minutes, string? exit, string expected) =>
        Words(OnBar(Holding(Tiered), 120m, 160m, 118m, close, minutes, exit).Actions)[0].ShouldBe(expected);

    [Fact]
    public void OnBar_WhileClosing_AsksAgainUntilFlat()
    {
        var (closing, _) = OnBar(Holding(Plain), 100m, 100m, 95m, 99m, exit: "out");
        Words(OnBar(closing, 100m, 100m, 95m, 99m).Actions).ShouldBe(["close: out"]);
        Words(OnBar(closing.After(Fill(Side.Sell, 100m, 99m)), 100m, 100m, 95m, 99m).Actions).ShouldBeEmpty();
    }

    [Fact]
    public void After_EntryInParts_HasTheMeanPriceAndTheFirstTime()
    {
        var state = ExitState.Awaiting(new TradeId("e"), Plain).After(Fill(Side.Buy, 40m, 100m)).After(Fill(Side.Buy, 60m, 110m, Noon.AddMinutes(5)));
        (state.EntryPrice, state.Held.Value, state.OpenedAt, state.Highest).ShouldBe((new Price(106m), 100m, Noon, new Price(110m)));
    }

    [Fact]
    public void OnBar_TiersOfATinyPrice_AreExact()
    {
        var moon = Wif with { TickSize = 1e-13m };
        var plan = Tiered with { Stop = new Price(0.0000000100m) };
        var state = ExitState.Awaiting(new TradeId("e"), plan).After(Fill(Side.Buy, 1_000_000_000_000m, 0.0000000123m));
        var high = new Price(0.00000001599m);
        var (_, actions) = ExitMachine.OnBar(state, new Bar(Noon, high, high, high, high, new Quantity(1m)), Noon.AddMinutes(5), moon, null);
        Words(actions).ShouldBe(["reduce 330000000000: take-profit tier 1: +30 %", "stop 0.000000012792: trailing stop"]);
    }

    // 10 minutes before the close at 16:00 New York time, 20:00 UTC in summer and 21:00 in winter, at 13:00 on a half day.
    [Theory]
    [InlineData("2024-05-01T19:50:00Z", true)]
    [InlineData("2024-05-01T19:45:00Z", false)]
    [InlineData("2024-12-02T20:45:00Z", false)]
    [InlineData("2024-12-02T20:50:00Z", true)]
    [InlineData("2024-11-29T17:50:00Z", true)]
    [InlineData("2024-11-30T20:50:00Z", false)]
    public void OnBar_NearTheSessionsClose_ClosesWhatMayNotStayOverNight(string close, bool closes)
    {
        var at = DateTimeOffset.Parse(close, System.Globalization.CultureInfo.InvariantCulture);
        var price = new Price(100m);
        var state = Holding(Plain with { FlatBeforeClose = TimeSpan.FromMinutes(10) });

        var (_, actions) = ExitMachine.OnBar(state, new Bar(at.AddMinutes(-5), price, price, price, price, new Quantity(1m)), at, Wif, null);

        Words(actions).ShouldBe(closes ? ["close: flat before the close"] : []);
    }

    private static ExitState Holding(ExitPlan plan) => ExitState.Awaiting(new TradeId("e"), plan).After(Fill(Side.Buy, 100m, 100m));

    private static Fill Fill(Side side, decimal quantity, decimal price, DateTimeOffset? at = null) => new(
        new FillId("f"), new ClientOrderId("e"), new TradeId("e"), Wif.Id, side, side == Side.Buy ? OrderPurpose.Entry : OrderPurpose.Exit,
        new Quantity(quantity), new Price(price), Money.Zero(Usdt), new Price(price), at ?? Noon, "because");

    private static (ExitState State, IReadOnlyList<ExitAction> Actions) OnBar(ExitState state, decimal open, decimal high, decimal low, decimal close, int minutes = 5, string? exit = null) =>
        ExitMachine.OnBar(state, new Bar(Noon, new Price(open), new Price(high), new Price(low), new Price(close), new Quantity(1000m)), Noon.AddMinutes(minutes), Wif, exit);

    private static ImmutableArray<string> Words(IEnumerable<ExitAction> actions) =>
    [
        .. actions.Select(action => action switch
        {
            ExitAction.MoveStop move => $"stop {move.Stop}: {move.Reason}",
            ExitAction.Reduce reduce => $"reduce {reduce.Quantity}: {reduce.Reason}",
            ExitAction.Close close => $"close: {close.Reason}",
            _ => "?",
        }),
    ];
}
