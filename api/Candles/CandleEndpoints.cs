using System.Globalization;
using InvestBot.Api.Fleet;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Naming;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Candles;

/// <summary>Bars of one instrument with what the instance did in it; never beyond the instance's market clock.</summary>
internal static class CandleEndpoints
{
    private const int Largest = 1000;

    internal static void MapCandles(this IEndpointRouteBuilder instance) => instance.MapGet("/candles", GetAsync).WithTags("market");

    private static async Task<Results<Ok<CandleSeries>, ProblemHttpResult>> GetAsync(
        string instance, string instrument, int? limit, FleetStorage storage, IGrainFactory grains, IMarketDirectory markets, TradeMarks marks, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > Largest) return Problem.BadValue("limit", limit.Value.ToString(CultureInfo.InvariantCulture), $"A number from 1 to {Largest}.");
        var id = new InstanceId(instance);
        var bot = await grains.GetGrain<IBotGrain>(GrainKeys.Of(id)).View().WaitAsync(cancellationToken);
        var watched = bot.Configuration.Watched.ToArray();
        if (!InstrumentId.TryParse(instrument, out var wanted) || !watched.Contains(wanted))
            return Problem.Unknown("instrument", "instrument", instrument, NearestNames.Advice(instrument, [.. watched.Select(known => known.ToString())]));
        var timeframe = bot.Configuration.Timeframe;
        // A bar is known at its close; before the first round nothing is.
        IReadOnlyList<Bar> bars = bot.Round is { } clock
            ? await storage.Bars.ReadLatestAsync(markets.Series(bot.Configuration.Recording, wanted, timeframe), clock - timeframe.Length + TimeSpan.FromMicroseconds(1), limit ?? 300, cancellationToken)
            : [];
        var (markers, lines) = await marks.OfAsync(id, wanted, bot.Epoch, timeframe, bars, cancellationToken);
        return TypedResults.Ok(new CandleSeries(wanted.ToString(), timeframe.ToString(), new BarTable(bars), markers, lines));
    }
}
