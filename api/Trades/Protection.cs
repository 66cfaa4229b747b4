using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.GrainInterfaces.Tokens;
using Orleans;

namespace InvestBot.Api.Trades;

/// <summary>The stop and target that protect open trades now; those of closed trades are in their orders.</summary>
internal sealed class Protection(IGrainFactory grains)
{
    internal Task<Levels[]> OfAsync(string instance, IEnumerable<TradeRow> trades, CancellationToken cancellationToken) =>
        Task.WhenAll(trades.Select(trade => OfAsync(new InstanceId(instance), trade, cancellationToken)));

    private async Task<Levels> OfAsync(InstanceId instance, TradeRow trade, CancellationToken cancellationToken)
    {
        if (trade.Status != "open") return default;
        var token = await grains.GetGrain<ITokenGrain>(GrainKeys.Token(instance, trade.Instrument)).View().WaitAsync(cancellationToken);
        return token.Exits is { } exits && exits.Trade == trade.Id ? new Levels(exits.Stop.Value, exits.Plan.Target?.Value) : default;
    }
}

/// <summary>Where a trade is left.</summary>
internal readonly record struct Levels(decimal? Stop, decimal? Target);
