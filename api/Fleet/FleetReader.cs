using InvestBot.Api.Instances;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Fleet;
using Orleans;

namespace InvestBot.Api.Fleet;

/// <summary>Sums up the fleet from its instances.</summary>
internal sealed class FleetReader(IGrainFactory grains, InstanceReader instances, IMarketDirectory markets, ApiOptions options)
{
    internal async Task<FleetDetail> ReadAsync(IReadOnlyList<RefusedInstance> refused, CancellationToken cancellationToken)
    {
        var fleet = await grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).View().WaitAsync(cancellationToken);
        var (all, unreachable) = await instances.AllAsync(fleet.Instances.Select(member => member.Instance), cancellationToken);
        return new FleetDetail(Totals(fleet, all, unreachable), all, refused);
    }

    private FleetTotals Totals(FleetView fleet, IReadOnlyList<InstanceSummary> all, IReadOnlyList<string> unreachable)
    {
        var trades = all.Sum(instance => instance.Trades);
        var wins = all.Sum(instance => Math.Round((instance.WinRate ?? 0) * instance.Trades));
        return new FleetTotals
        {
            Markets = MarketKind.Recorded,
            Paper = true,
            Notice = options.Notice,
            Currency = "USD",
            Equity = all.Sum(instance => instance.Equity),
            Cash = all.Sum(instance => instance.Cash),
            StartEquity = all.Sum(instance => instance.StartEquity),
            RealizedPnl = all.Sum(instance => instance.RealizedPnl),
            UnrealizedPnl = all.Sum(instance => instance.UnrealizedPnl),
            OpenPositions = all.Sum(instance => instance.OpenPositions),
            TradesToday = all.Sum(instance => instance.TradesToday),
            Trades = trades,
            WinRate = trades == 0 ? null : wins / trades,
            State = StateOf(fleet, all),
            Breaker = fleet.Breaker,
            Unreachable = unreachable,
            Recordings = markets.Recordings(),
        };
    }

    private static FleetState StateOf(FleetView fleet, IReadOnlyList<InstanceSummary> all)
    {
        if (fleet.EmergencyStopped) return FleetState.EmergencyStopped;
        var trading = all.Where(instance => instance.Status != InstanceStatus.Archived).ToArray();
        return trading.Length > 0 && trading.All(instance => instance.Status is not (InstanceStatus.Running or InstanceStatus.Halted)) ? FleetState.Paused : FleetState.Active;
    }
}
