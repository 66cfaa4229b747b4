using System.Globalization;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Tests.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Exits;

/// <summary>Venue and exits together, as a replay and a backtest run them: what one bar that touches several levels comes to.</summary>
/// <remarks>100 units were bought at 10; the venue saw each bar before the exits did, and what they ask for happens at the next open.</remarks>
public sealed class WithinABarTests
{
    private static readonly Dictionary<string, ExitPlan> Plans = new()
    {
        ["bracket"] = Plan(target: 12m),
        ["tier"] = Plan(tier: true),
        ["tier, target"] = Plan(target: 12m, tier: true),
        ["trail"] = Plan(trail: true),
        ["trail, target"] = Plan(target: 12m, trail: true),
        ["time"] = Plan(target: 12m, time: true),
        ["trail, time"] = Plan(trail: true, time: true),
        ["tier, time"] = Plan(tier: true, time: true),
        ["roi"] = Plan(roi: true),
        ["roi, target"] = Plan(target: 12m, roi: true),
        ["roi, time"] = Plan(time: true, roi: true),
        ["roi, trail"] = Plan(trail: true, roi: true),
        ["roi, tier"] = Plan(tier: true, roi: true),
        ["everything"] = Plan(target: 12m, tier: true, trail: true, time: true, roi: true),
    };

    [Theory]
    [InlineData("bracket", "10 11.9 9.1 10", "")]
    [InlineData("bracket", "10 10 9 9.5", "100 at 9: protective stop")]
    [InlineData("bracket", "10 12 9.5 11", "100 at 12: target")]
    [InlineData("bracket", "10 12.5 8.5 12", "100 at 9: protective stop")]
    [InlineData("bracket", "8.5 8.8 8.4 8.7", "100 at 8.5: protective stop")]
    [InlineData("bracket", "8.5 12.5 8.4 12", "100 at 8.5: protective stop")]
    [InlineData("bracket", "12.5 12.6 12.1 12.2", "100 at 12.5: target")]
    [InlineData("bracket", "12.5 12.6 8.9 9.5", "100 at 9: protective stop")]
    [InlineData("tier", "10 11 10 10.9", "33 at 10.9: take-profit tier 1: +10 %")]
    [InlineData("tier", "11.5 11.6 11.2 11.4", "33 at 11.4: take-profit tier 1: +10 %")]
    [InlineData("tier", "10 11 8.9 10.5", "100 at 9: protective stop")]
    [InlineData("tier", "10 11 9.5 9.8", "100 at 9.8: breakeven after the first tier")]
    [InlineData("tier", "10 11 10 10.9 | 10.9 10.9 9.9 10.2", "33 at 10.9: take-profit tier 1: +10 %, 67 at 10: breakeven after the first tier")]
    [InlineData("tier", "10 11 10 10.9 | 9.7 9.9 9.6 9.8", "33 at 9.7: take-profit tier 1: +10 %, 67 at 9.7: breakeven after the first tier")]
    [InlineData("tier, target", "10 12 10 11.5", "100 at 12: target")]
    [InlineData("tier, target", "10 11.5 10 11.4 | 11.4 12 11.3 11.9", "33 at 11.4: take-profit tier 1: +10 %, 67 at 12: target")]
    [InlineData("tier, target", "10 12 8.9 11.5", "100 at 9: protective stop")]
    [InlineData("trail", "10 11 10 10.6", "")]
    [InlineData("trail", "10 11 10 10.4", "100 at 10.4: trailing stop")]
    [InlineData("trail", "10 11 8.9 10.6", "100 at 9: protective stop")]
    [InlineData("trail", "10 11 10 10.6 | 10.6 10.7 10.4 10.6", "100 at 10.45: trailing stop")]
    [InlineData("trail", "10 11 10 10.6 | 10.2 10.7 10.1 10.6", "100 at 10.2: trailing stop")]
    [InlineData("trail, target", "10 12 10 11", "100 at 12: target")]
    [InlineData("trail, target", "10 11 10 10.6 | 10.6 12.1 10.4 12", "100 at 10.45: trailing stop")]
    [InlineData("time", "10 10 10 10 | 10 10 10 10 | 10 10.5 9.5 10.2", "100 at 10.2: time stop")]
    [InlineData("time", "10 10 10 10 | 10 10 10 10 | 10 12 9.5 10.2", "100 at 12: target")]
    [InlineData("time", "10 10 10 10 | 10 10 10 10 | 10 12 9 10.2", "100 at 9: protective stop")]
    [InlineData("trail, time", "10 10 10 10 | 10 10 10 10 | 10 11 10 10.4", "100 at 10.4: trailing stop")]
    [InlineData("tier, time", "10 10 10 10 | 10 10 10 10 | 10 11 10 10.9", "100 at 10.9: time stop")]
    [InlineData("roi", "10 10.4 10 10.3", "")]
    [InlineData("roi", "10 10.5 10 10.4", "")]
    [InlineData("roi", "10 10.5 10 10.5", "100 at 10.5: falling target: +5 % after 5 min")]
    [InlineData("roi", "10 10.4 10 10.3 | 10.3 10.3 10.1 10.1", "100 at 10.1: falling target: +1 % after 15 min")]
    [InlineData("roi", "10 10.5 8.9 10.5", "100 at 9: protective stop")]
    [InlineData("roi, target", "10 12 10 10.5", "100 at 12: target")]
    [InlineData("roi, time", "10 10 10 10 | 10 10 10 10 | 10 10.5 10 10.5", "100 at 10.5: time stop")]
    [InlineData("roi, trail", "10 11.2 10 10.6", "100 at 10.6: trailing stop")]
    [InlineData("roi, tier", "10 11 10 10.9", "100 at 10.9: falling target: +5 % after 5 min")]
    [InlineData("everything", "10 12.5 8.5 12", "100 at 9: protective stop")]
    [InlineData("everything", "10 12 9.5 11.5", "100 at 12: target")]
    [InlineData("everything", "10 11.5 10 10.6", "100 at 10.6: trailing stop")]
    [InlineData("everything", "10 11 10 10.9", "100 at 10.9: falling target: +5 % after 5 min")]
    public void Bars_TouchingSeveralLevels_EndAsTheOrderSays(string plan, string bars, string expected) =>
        string.Join(", ", Play(Plans[plan], bars, strategyExit: null)).ShouldBe(expected);

    [Theory]
    [InlineData("bracket", "10 10.5 9.5 10.2", "100 at 10.2: middle band")]
    [InlineData("bracket", "10 10.5 9 10.2", "100 at 9: protective stop")]
    [InlineData("trail", "10 11 10 10.4", "100 at 10.4: trailing stop")]
    [InlineData("roi", "10 10.5 10 10.5", "100 at 10.5: falling target: +5 % after 5 min")]
    [InlineData("tier", "10 11 10 10.9", "100 at 10.9: middle band")]
    public void Bars_TheStrategyWantsOutToo_EndAsTheOrderSays(string plan, string bars, string expected) =>
        string.Join(", ", Play(Plans[plan], bars, strategyExit: "middle band")).ShouldBe(expected);

    private static ExitPlan Plan(decimal? target = null, bool tier = false, bool trail = false, bool time = false, bool roi = false) =>
        new(
            new Price(9m), target is { } aim ? new Price(aim) : null, tier ? [new ExitTier(Ratio.Percent(10), Ratio.Percent(33))] : [], Breakeven: tier,
            trail ? Ratio.Percent(5) : null, time ? TimeSpan.FromMinutes(20) : null)
        {
            Roi = roi ? [new RoiStep(TimeSpan.FromMinutes(5), Ratio.Percent(5)), new RoiStep(TimeSpan.FromMinutes(15), Ratio.Percent(1))] : [],
        };

    private static IEnumerable<string> Play(ExitPlan plan, string bars, string? strategyExit)
    {
        var venue = new PaperVenue(PaperVenue.Free);
        venue.Enter(100m, 9m, plan.Target?.Value);
        var state = Take(venue, ExitState.Awaiting(new TradeId("e"), plan), "10 10 10 10");
        var closed = "10";
        foreach (var bar in bars.Split(" | "))
        {
            state = Take(venue, state, bar);
            closed = bar.Split(' ')[^1];
                // The last bar closes after 20 minutes when there are three; the entry filled at the open of the one before the first.
            (state, var actions) = ExitMachine.OnBar(state, BarOf(bar, venue), venue.Now, PaperVenue.Wif, strategyExit);
            foreach (var action in actions) Ask(venue, action);
        }
        Take(venue, state, $"{closed} {closed} {closed} {closed}");
        return venue.Fills.Where(fill => fill.Side == Domain.Orders.Side.Sell).Select(fill => $"{fill.Quantity} at {fill.Price}: {fill.Reason}");
    }

    private static ExitState Take(PaperVenue venue, ExitState state, string bar)
    {
        var (open, high, low, close) = Prices(bar);
        return venue.Bar(open, high, low, close).OfType<VenueEvent.Filled>().Aggregate(state, (before, filled) => before.After(filled.Fill));
    }

    private static void Ask(PaperVenue venue, ExitAction action)
    {
        var trade = new TradeId("e");
        if (action is ExitAction.MoveStop move) venue.Ask(new VenueRequest.MoveStop(ClientOrderIds.Stop(trade), move.Stop, move.Reason));
        else if (action is ExitAction.Reduce reduce) venue.Exit(reduce.Quantity.Value, "e-x1", reduce.Reason);
        else if (action is ExitAction.Close close) venue.Exit(venue.Held, "e-x2", close.Reason);
    }

    private static Bar BarOf(string bar, PaperVenue venue)
    {
        var (open, high, low, close) = Prices(bar);
        return new Bar(venue.Now.AddMinutes(-5), new Price(open), new Price(high), new Price(low), new Price(close), new Quantity(10_000m));
    }

    private static (decimal Open, decimal High, decimal Low, decimal Close) Prices(string bar)
    {
        var prices = bar.Split(' ').Select(text => decimal.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (prices[0], prices[1], prices[2], prices[3]);
    }
}
