using System.Globalization;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.GrainInterfaces.Tokens;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Rows;
using Orleans;

namespace InvestBot.Api.Candles;

/// <summary>Finds what an instance did in an instrument within some bars, and the levels of what it holds.</summary>
internal sealed class TradeMarks(FleetStorage storage, IGrainFactory grains)
{
    internal async Task<(IReadOnlyList<Marker> Markers, IReadOnlyList<PriceLine> Lines)> OfAsync(
        InstanceId instance, InstrumentId instrument, int epoch, Timeframe timeframe, IReadOnlyList<Bar> bars, CancellationToken cancellationToken)
    {
        if (bars.Count == 0) return ([], []);
        var reading = storage.Rows.PageAsync(instance.ToString(), new RowQuery(RowTable.Fills) { From = bars[0].OpenTime, Limit = RowQuery.LargestPage }, cancellationToken);
        var lines = await LinesAsync(instance, instrument, cancellationToken);
        // Trade ids begin with instance and epoch: fills of an earlier run through the same market stay out.
        var run = string.Create(CultureInfo.InvariantCulture, $"{instance}.{epoch}.");
        var markers = (await reading)
            .Select(row => DomainJson.Read<FillRow>(row.Data))
            .Where(fill => fill.Instrument == instrument && fill.TradeId.Value.StartsWith(run, StringComparison.Ordinal))
            .OrderBy(fill => fill.At)
            .Select(fill => MarkerOf(fill, timeframe, bars[^1].OpenTime));
        return ([.. markers], lines);
    }

    private static Marker MarkerOf(FillRow fill, Timeframe timeframe, DateTimeOffset last)
    {
        var seconds = (long)timeframe.Length.TotalSeconds;
        var bar = fill.At.ToUnixTimeSeconds() / seconds * seconds;
        var entry = fill.Purpose == OrderPurpose.Entry;
        return new Marker(Math.Min(bar, last.ToUnixTimeSeconds()), entry ? MarkerKind.Entry : MarkerKind.Exit, fill.Price, $"{(fill.Side == Side.Buy ? "Buy" : "Sell")}: {fill.Reason}", fill.TradeId.ToString());
    }

    private async Task<IReadOnlyList<PriceLine>> LinesAsync(InstanceId instance, InstrumentId instrument, CancellationToken cancellationToken)
    {
        var portfolio = await grains.GetGrain<IPortfolioGrain>(GrainKeys.Of(instance)).View().WaitAsync(cancellationToken);
        if (portfolio.Books.In(instrument) is not { } trade) return [];
        List<PriceLine> lines = [new(LineKind.Entry, trade.EntryPrice.Value, trade.Id.ToString())];
        var token = await grains.GetGrain<ITokenGrain>(GrainKeys.Token(instance, instrument)).View().WaitAsync(cancellationToken);
        if (token.Exits is not { } exits || exits.Trade != trade.Id) return lines;
        lines.Add(new PriceLine(LineKind.Stop, exits.Stop.Value, trade.Id.ToString()));
        if (exits.Plan.Target is { } target) lines.Add(new PriceLine(LineKind.Target, target.Value, trade.Id.ToString()));
        return lines;
    }
}
