using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Venues;

namespace InvestBot.GrainInterfaces.Rows;

/// <summary>Rows and journal data from the domain.</summary>
public static class RowMapping
{
    /// <summary>An order as pages show it.</summary>
    public static OrderRow Row(this Order order) => new(
        order.Id, order.Intent.Trade, order.Intent.Instrument, order.Intent.Instrument.Symbol, order.Intent.Side, order.Intent.Type, order.Intent.Purpose, order.Intent.Quantity.Value, order.Filled.Value,
        order.Intent.Limit?.Value, order.StopNow?.Value, order.AveragePrice?.Value, order.Status, order.Intent.Reason, order.Note, order.Intent.DecidedAt, order.UpdatedAt);

    /// <summary>An execution as pages show it.</summary>
    public static FillRow Row(this Fill fill) => new(
        fill.Id, fill.Order, fill.Trade, fill.Instrument, fill.Instrument.Symbol, fill.Side, fill.Purpose, fill.Quantity.Value, fill.Price.Value,
        fill.Commission.Amount, fill.Reference.Value, fill.Commission.Currency.Code, fill.At, fill.Reason);

    /// <summary>An open trade as pages show it.</summary>
    public static TradeRow Row(this OpenTrade trade) => new(
        trade.Id, trade.Instrument, trade.Instrument.Symbol, "open", trade.Bought.Value, trade.EntryPrice.Value, null, trade.OpenedAt, null, null, null,
        trade.Cost.Amount, trade.Fees.Amount, trade.Slippage.Amount, trade.Cost.Currency.Code, trade.EntryReason, null, null, null);

    /// <summary>A closed trade as pages show it.</summary>
    public static TradeRow Row(this ClosedTrade trade) => new(
        trade.Id, trade.Instrument, trade.Instrument.Symbol, "closed", trade.Quantity.Value, trade.EntryPrice.Value, trade.ExitPrice.Value, trade.OpenedAt, trade.ClosedAt,
        trade.ProfitAndLoss.Amount, (double)trade.Return.Value, trade.Cost.Amount, trade.Fees.Amount, trade.Slippage.Amount, trade.Cost.Currency.Code, trade.EntryReason, trade.ExitReason,
        (double)trade.AdverseExcursion.Value, (double)trade.FavorableExcursion.Value);

    /// <summary>A signal with what became of it.</summary>
    public static SignalRecord Record(this Signal signal, Domain.Identity.ClientOrderId id, string outcome, string explanation, double strength) => new(
        id, signal.Instrument, signal.Instrument.Symbol, signal.At, signal.Side, signal.Confidence, signal.Entry.Value, signal.Stop.Value, signal.Target?.Value, signal.Strategy,
        signal.Reasons, signal.Features, outcome, explanation, double.IsFinite(strength) ? strength : null);

    /// <summary>A verdict with its inputs.</summary>
    public static VerdictRecord Record(this RiskVerdict verdict) => new(
        verdict.Id, verdict.Instrument, verdict.Instrument.Symbol, verdict.Kind, verdict.Quantity.Value, verdict.Requested.Value, verdict.Findings,
        verdict.Inputs.Equity.Amount, verdict.Inputs.FreeCash.Amount, verdict.Inputs.Exposure.Amount, verdict.Inputs.OpenPositions, verdict.Inputs.TradesToday, verdict.Inputs.ConsecutiveLosses,
        verdict.Inputs.Drawdown.Value, verdict.Inputs.DayReturn.Value, verdict.At);
}
