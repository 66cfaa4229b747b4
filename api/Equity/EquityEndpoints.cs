using System.Globalization;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Trades;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Equity;

/// <summary>What an instance was worth over time, in this run through its market.</summary>
internal static class EquityEndpoints
{
    private const int MostPoints = 2000;

    internal static void MapEquity(this IEndpointRouteBuilder instance) => instance.MapGet("/equity", GetAsync).WithTags("portfolio");

    private static async Task<Results<Ok<IReadOnlyList<EquityPointView>>, ProblemHttpResult>> GetAsync(
        string instance, DateTimeOffset? from, DateTimeOffset? to, int? points, EquityHistory history, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (points is < 2 or > MostPoints) return Problem.BadValue("points", points.Value.ToString(CultureInfo.InvariantCulture), $"A number from 2 to {MostPoints}.");
        if (from >= to) return Problem.BadValue("from", $"{from:u}", "A time before 'to'.");
        var bot = await grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance))).View().WaitAsync(cancellationToken);
        var run = await history.OfAsync(instance, bot.Epoch, cancellationToken);
        EquityPoint[] wanted = [.. run.Points.Where(point => (from is null || point.At >= from) && (to is null || point.At < to))];
        return TypedResults.Ok<IReadOnlyList<EquityPointView>>([.. Thin(wanted, points ?? 500).Select(point => new EquityPointView(point.At, point.Equity, point.Cash))]);
    }

    // Evenly taken; the first and the last stay.
    internal static IEnumerable<EquityPoint> Thin(EquityPoint[] curve, int points)
    {
        if (curve.Length <= points) return curve;
        var step = (double)(curve.Length - 1) / (points - 1);
        return Enumerable.Range(0, points).Select(at => curve[(int)Math.Round(at * step)]);
    }
}

/// <summary>Equity and cash at one moment of the market.</summary>
internal sealed record EquityPointView(DateTimeOffset At, decimal Equity, decimal Cash);
