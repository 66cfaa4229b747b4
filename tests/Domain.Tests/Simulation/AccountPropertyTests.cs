using InvestBot.Domain.Orders;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Simulation;

/// <summary>Orders, paper venue and ledger through random days: both sides agree after every step, and every order ends.</summary>
public sealed class AccountPropertyTests
{
    private static readonly PaperSettings Costly = new() { CommissionPerUnit = 0.0000000001m, LeastCommission = 0.01m, VolumeShare = Ratio.Percent(5), Seed = 42 };

    [Fact]
    public void RandomDays_AfterEveryStep_BothSidesAgree() =>
        Seeded.ForAll(Step.Sequences, steps =>
        {
            var world = new World(Costly);
            foreach (var step in steps)
            {
                world.Take(step);
                PositionsAgree(world);
                CashAgrees(world);
                OrdersAgree(world);
                HoldingsAreGuarded(world);
                NothingIsUnbounded(world);
            }
        },
        150);

    [Fact]
    public void RandomDays_AtTheEnd_EveryOrderHasEndedAndNothingIsHeld() =>
        Seeded.ForAll(Step.Sequences, steps => EndsFlat(new World(Costly), steps), 100);

    [Fact]
    public void RandomDays_HearingAnythingAgain_ChangesNothing() =>
        Seeded.ForAll(
            Step.Sequences,
            steps =>
            {
                var world = new World(Costly);
                foreach (var step in steps)
                {
                    world.Take(step);
                    foreach (var said in world.Heard.TakeLast(40))
                    {
                        var events = OrderRules.Decide(world.Orders, new OrderCommand.Heard(said), world.Now).Events;
                        events.Any(change => change is not OrderEvent.Anomaly).ShouldBeFalse(said.ToString());
                        OrderBooking.Apply(world.Orders, events).ShouldBeSameAs(world.Orders);
                    }
                }
            },
            40);

    [Fact]
    public void RandomDays_EventsLateAndOutOfOrder_EveryOrderStillEnds() =>
        Seeded.ForAll(Step.Sequences, steps => EndsFlat(new World(Costly, new Random(steps.Length + steps[0].Draw)), steps), 150);

    [Fact]
    public void RandomDays_Twice_AreTheSameToTheLastFill() =>
        Seeded.ForAll(
            Step.Sequences,
            steps =>
            {
                var (first, second) = (new World(Costly), new World(Costly));
                foreach (var step in steps)
                {
                    first.Take(step);
                    second.Take(step);
                }
                second.VenueFills.ShouldBe(first.VenueFills);
            },
            20);

    private static void EndsFlat(World world, Step[] steps)
    {
        foreach (var step in steps) world.Take(step);
        world.WindDown();
        world.Venue.Orders.ShouldBeEmpty();
        world.Venue.Trades.ShouldBeEmpty();
        world.Orders.Live.ShouldBeEmpty();
        world.Orders.Trades.ShouldBeEmpty();
        world.Books.Cash.ShouldBe(world.Venue.Cash);
        world.Venue.Cash.Amount.ShouldBe(World.Start.Amount + world.VenueFills.Sum(fill => fill.CashFlow.Amount));
    }

    private static void PositionsAgree(World world)
    {
        var venue = world.Venue.Trades.ToDictionary(held => held.Key, held => held.Value.Quantity.Value);
        var fills = world.VenueFills.GroupBy(fill => fill.Trade.Value)
            .ToDictionary(trade => trade.Key, trade => trade.Sum(fill => fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value))
            .Where(trade => trade.Value != 0m).ToDictionary();
        fills.ShouldBe(venue, ignoreOrder: true);
        world.Orders.Trades.Where(trade => trade.Value.Held != 0m).ToDictionary(trade => trade.Key, trade => trade.Value.Held).ShouldBe(venue, ignoreOrder: true);
        world.Books.Open.ToDictionary(trade => trade.Key, trade => trade.Value.Held.Value).ShouldBe(venue, ignoreOrder: true);
    }

    private static void CashAgrees(World world)
    {
        var expected = World.Start.Amount + world.VenueFills.Sum(fill => fill.CashFlow.Amount);
        world.Venue.Cash.Amount.ShouldBe(expected);
        world.Books.Cash.Amount.ShouldBe(expected);
        world.Books.Fees.Amount.ShouldBe(world.VenueFills.Sum(fill => fill.Commission.Amount));
        // Buying never overdraws; a sale of next to nothing may cost its least commission.
        expected.ShouldBeGreaterThanOrEqualTo(-Costly.LeastCommission * world.VenueFills.Count(fill => fill.Side == Side.Sell));
    }

    private static void OrdersAgree(World world)
    {
        world.Orders.Live.Keys.ShouldBe(world.Venue.Orders.Keys);
        world.Orders.Live.Values.Any(order => order.Status.IsFinal()).ShouldBeFalse();
        world.Orders.Recent.Any(order => order.Status.IsLive() || world.Orders.Live.ContainsKey(order.Id)).ShouldBeFalse();
        world.Orders.Recent.DistinctBy(order => order.Id).Count().ShouldBe(world.Orders.Recent.Count());
        foreach (var (id, order) in world.Orders.Live)
            (order.Filled, order.StopNow).ShouldBe((world.Venue.Orders[id].Filled, world.Venue.Orders[id].Stop));
        world.VenueFills.DistinctBy(fill => fill.Id).Count().ShouldBe(world.VenueFills.Count);
    }

    private static void HoldingsAreGuarded(World world)
    {
        foreach (var trade in world.Orders.Trades.Values.Where(trade => trade.Held > 0m))
            world.Orders.LiveOf(trade.Trade).Any(order => order.Intent.Purpose is OrderPurpose.ProtectiveStop or OrderPurpose.Exit).ShouldBeTrue(trade.ToString());
    }

    private static void NothingIsUnbounded(World world)
    {
        world.Orders.Recent.Count().ShouldBeLessThanOrEqualTo(OrdersState.Remembered);
        world.Venue.Ended.Count().ShouldBeLessThanOrEqualTo(128);
        world.Orders.Trades.Values.Any(trade => trade.Held == 0m && !world.Orders.LiveOf(trade.Trade).Any()).ShouldBeFalse();
    }
}
