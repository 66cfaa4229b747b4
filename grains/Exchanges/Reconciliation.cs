using System.Collections.Immutable;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Venues;

namespace InvestBot.Grains.Exchanges;

/// <summary>Compares an instance's orders with the venue's books.</summary>
internal static class Reconciliation
{
    /// <summary>The differences, in words; empty when both agree. Every request must have been sent and every event heard.</summary>
    internal static ImmutableArray<string> Compare(OrdersState ours, VenueSnapshot venue)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        var held = ours.Trades.Values.GroupBy(trade => trade.Instrument).ToDictionary(group => group.Key, group => group.Sum(trade => trade.Held));
        foreach (var instrument in held.Keys.Concat(venue.Holdings.Keys).Distinct().Order())
        {
            var mine = held.GetValueOrDefault(instrument);
            var theirs = venue.Holdings.TryGetValue(instrument, out var quantity) ? quantity.Value : 0m;
            if (mine != theirs) differences.Add($"{instrument.Symbol}: {mine} units here, {theirs} at the venue.");
        }
        foreach (var order in ours.Live.Values)
            if (!venue.Working.ContainsKey(order.Id)) differences.Add($"Order {order.Id} is {order.Status} here and does not work at the venue.");
        foreach (var id in venue.Working.Keys)
            if (!ours.Live.ContainsKey(id)) differences.Add($"Order {id} works at the venue and is not known here.");
        return differences.ToImmutable();
    }
}
