using InvestBot.Api.Equity;
using InvestBot.Api.Instances;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Analytics;

/// <summary>What trading came to: for an instance, its tokens, and the fleet.</summary>
internal static class AnalyticsEndpoints
{
    internal static void MapAnalytics(this IEndpointRouteBuilder instance)
    {
        instance.MapGet("/analytics", GetAsync).WithTags("analytics");
        instance.MapGet("/analytics/tokens", GetTokensAsync).WithTags("analytics");
        instance.MapGet("/analytics/groups/{by}", GetGroupsAsync).WithTags("analytics");
        instance.MapGet("/analytics/projection", GetProjectionAsync).WithTags("analytics");
    }

    internal static void MapFleetAnalytics(this IEndpointRouteBuilder app)
    {
        app.MapGet("/analytics", GetFleetAsync).WithTags("analytics");
        app.MapGet("/analytics/tokens", GetFleetTokensAsync).WithTags("analytics");
        app.MapGet("/analytics/groups/{by}", GetFleetGroupsAsync).WithTags("analytics");
    }

    private static async Task<Ok<AnalyticsView>> GetAsync(string instance, TradeHistory history, EquityHistory equity, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var bot = await ViewAsync(instance, grains, cancellationToken);
        var trades = await history.OfAsync(instance, cancellationToken);
        var run = await equity.OfAsync(instance, bot.Epoch, cancellationToken);
        var capital = bot.Configuration.Capital;
        return TypedResults.Ok(Figures.Of(trades, EquityStatistics.Of(run.Points, run.StartedWith(capital.Amount), CalendarOf(bot)), capital.Currency));
    }

    private static async Task<Ok<TokenAnalytics[]>> GetTokensAsync(string instance, TradeHistory history, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var bot = await ViewAsync(instance, grains, cancellationToken);
        return TypedResults.Ok(Figures.ByToken(await history.OfAsync(instance, cancellationToken), bot.Configuration.Capital.Currency));
    }

    private static async Task<Results<Ok<GroupAnalytics[]>, ProblemHttpResult>> GetGroupsAsync(string instance, string by, TradeHistory history, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!TradeGroups.Names.Contains(by)) return Unknown(by, TradeGroups.Names);
        var currency = (await ViewAsync(instance, grains, cancellationToken)).Configuration.Capital.Currency;
        return TypedResults.Ok(Figures.Of(TradeGroups.By(by, await history.OfAsync(instance, cancellationToken), currency)));
    }

    private static async Task<Ok<ProjectionView>> GetProjectionAsync(string instance, EquityHistory equity, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var bot = await ViewAsync(instance, grains, cancellationToken);
        var run = await equity.OfAsync(instance, bot.Epoch, cancellationToken);
        var start = run.StartedWith(bot.Configuration.Capital.Amount);
        var returns = EquityStatistics.Daily(run.Points, start);
        var now = run.Points.Count == 0 ? start : run.Points[^1].Equity;
        return TypedResults.Ok(new ProjectionView(true, returns.Length, Projection.Year(returns, (double)now, CalendarOf(bot) == TradingCalendar.Nyse ? 252 : 365)));
    }

    // The strategy of an instance is the one that it has now.
    private static async Task<Results<Ok<GroupAnalytics[]>, ProblemHttpResult>> GetFleetGroupsAsync(
        string by, InstanceDirectory directory, TradeHistory history, IGrainFactory grains, CancellationToken cancellationToken)
    {
        string[] known = ["instance", "strategy", .. TradeGroups.Names];
        if (!known.Contains(by)) return Unknown(by, known);
        var names = (await directory.ListAsync(cancellationToken)).Select(id => id.ToString()).ToArray();
        if (TradeGroups.Names.Contains(by)) return TypedResults.Ok(Figures.Of(TradeGroups.By(by, await AllAsync(names, history, cancellationToken), Currency.Usd)));
        var keyed = await Task.WhenAll(names.Select(async name =>
        {
            var key = by == "instance" ? name : (await ViewAsync(name, grains, cancellationToken)).Configuration.Strategy;
            return (await history.OfAsync(name, cancellationToken)).Select(trade => (Key: key, Trade: InCurrency(trade, Currency.Usd)));
        }));
        return TypedResults.Ok(Figures.Of(TradeGroups.Of(keyed.SelectMany(trades => trades).OrderBy(pair => pair.Trade.ClosedAt), Currency.Usd)));
    }

    private static ProblemHttpResult Unknown(string by, IEnumerable<string> known) => Problem.Of(
        StatusCodes.Status404NotFound, "unknown-group", $"Trades are not told apart by '{by}'.", "by", by, $"Choose {string.Join(", ", known)}.");

    private static async Task<Ok<AnalyticsView>> GetFleetAsync(InstanceDirectory directory, TradeHistory history, EquityHistory equity, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var names = (await directory.ListAsync(cancellationToken)).Select(id => id.ToString()).ToArray();
        var bots = await Task.WhenAll(names.Select(name => ViewAsync(name, grains, cancellationToken)));
        var trades = await AllAsync(names, history, cancellationToken);
        var runs = await Task.WhenAll(names.Zip(bots, (name, bot) => equity.OfAsync(name, bot.Epoch, cancellationToken)));
        StartedCurve[] curves = [.. runs.Zip(bots, (run, bot) => new StartedCurve(run.Points, run.StartedWith(bot.Configuration.Capital.Amount)))];
        return TypedResults.Ok(Figures.Of(trades, EquityStatistics.Of(CurveSum.Of(curves), curves.Sum(curve => curve.Start), TradingCalendar.AlwaysOpen), Currency.Usd));
    }

    private static async Task<Ok<TokenAnalytics[]>> GetFleetTokensAsync(InstanceDirectory directory, TradeHistory history, CancellationToken cancellationToken)
    {
        var names = (await directory.ListAsync(cancellationToken)).Select(id => id.ToString()).ToArray();
        return TypedResults.Ok(Figures.ByToken(await AllAsync(names, history, cancellationToken), Currency.Usd));
    }

    // Dollar coins count as dollars, as in the fleet's sums.
    private static ClosedTrade InCurrency(ClosedTrade trade, Currency currency) => trade with
    {
        Cost = new(trade.Cost.Amount, currency),
        Fees = new(trade.Fees.Amount, currency),
        Slippage = new(trade.Slippage.Amount, currency),
        ProfitAndLoss = new(trade.ProfitAndLoss.Amount, currency),
    };

    private static async Task<IEnumerable<ClosedTrade>> AllAsync(IEnumerable<string> names, TradeHistory history, CancellationToken cancellationToken) =>
        (await Task.WhenAll(names.Select(name => history.OfAsync(name, cancellationToken)))).SelectMany(trades => trades).Select(trade => InCurrency(trade, Currency.Usd)).OrderBy(trade => trade.ClosedAt);

    private static Task<BotView> ViewAsync(string instance, IGrainFactory grains, CancellationToken cancellationToken) =>
        grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance))).View().WaitAsync(cancellationToken);

    private static TradingCalendar CalendarOf(BotView bot) => bot.Configuration.Universe is [{ Venue: "alpaca" }, ..] ? TradingCalendar.Nyse : TradingCalendar.AlwaysOpen;
}
