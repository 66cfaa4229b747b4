using InvestBot.GrainInterfaces.Rows;

namespace InvestBot.Api.Trades;

/// <summary>One trade, from entry to flat.</summary>
internal sealed record TradeView(
    string Id, string Instrument, string Symbol, string Status, decimal Quantity, decimal EntryPrice, decimal? ExitPrice, decimal? Stop, decimal? Target,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, decimal? RealizedPnl, double? RealizedPercent, decimal Fees, string EntryReason, string? ExitReason, double? Mae, double? Mfe)
{
    internal static TradeView Of(TradeRow row, decimal? stop, decimal? target) => new(
        row.Id.ToString(), row.Instrument.ToString(), row.Symbol, row.Status, row.Quantity, row.EntryPrice, row.ExitPrice, stop, target,
        row.OpenedAt, row.ClosedAt, row.RealizedPnl, row.RealizedPercent, row.Fees, row.EntryReason, row.ExitReason, row.Mae, row.Mfe);
}
