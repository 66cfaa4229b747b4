using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces.Rows;

namespace InvestBot.Api.Orders;

/// <summary>One order.</summary>
internal sealed record OrderView(
    string Id, string TradeId, string Instrument, string Symbol, Side Side, OrderType Type, OrderPurpose Purpose, decimal Quantity, decimal Filled,
    decimal? Limit, decimal? Stop, decimal? AveragePrice, OrderStatus Status, string Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    internal static OrderView Of(OrderRow row) => new(
        row.Id.ToString(), row.TradeId.ToString(), row.Instrument.ToString(), row.Symbol, row.Side, row.Type, row.Purpose, row.Quantity, row.Filled,
        row.Limit, row.Stop, row.AveragePrice, row.Status, row.Reason, row.Note, row.CreatedAt, row.UpdatedAt);
}

/// <summary>One execution.</summary>
internal sealed record FillView(
    string Id, string OrderId, string TradeId, string Instrument, string Symbol, Side Side, OrderPurpose Purpose, decimal Quantity, decimal Price, decimal Commission, DateTimeOffset At, string Reason)
{
    internal static FillView Of(FillRow row) => new(
        row.Id.ToString(), row.OrderId.ToString(), row.TradeId.ToString(), row.Instrument.ToString(), row.Symbol, row.Side, row.Purpose, row.Quantity, row.Price, row.Commission, row.At, row.Reason);
}
