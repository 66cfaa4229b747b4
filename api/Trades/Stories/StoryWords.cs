using System.Globalization;
using System.Text;
using InvestBot.Api.Json;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.GrainInterfaces.Rows;

namespace InvestBot.Api.Trades.Stories;

/// <summary>Journal records as sentences. Amounts are written in full, estimates and percents in short.</summary>
internal static class StoryWords
{
    internal static string Of(SignalRecord signal)
    {
        StringBuilder text = new();
        text.Append(Say($"{signal.Strategy} saw a reason to {Lower(signal.Side)} {signal.Symbol} at {N(signal.Entry)}, stop {N(signal.Stop)}"));
        if (signal.Target is { } target) text.Append(Say($", target {N(target)}"));
        text.Append(Say($", confidence {signal.Confidence:0.##}."));
        foreach (var reason in signal.Reasons) text.Append(' ').Append(Sentence(reason));
        if (!signal.Features.IsDefaultOrEmpty) text.Append(" It saw ").AppendJoin(", ", signal.Features.Select(feature => Say($"{feature.Name} {feature.Value:0.####}"))).Append('.');
        return text.Append(' ').Append(Sentence(signal.Explanation)).ToString();
    }

    internal static string Of(ApprovalRecord approval) => Say($"The proposal was {approval.Decision} by {approval.By}.");

    internal static string Of(VerdictRecord verdict)
    {
        var first = verdict.Verdict switch
        {
            VerdictKind.Approved => Say($"Risk approved {N(verdict.Quantity)} units."),
            VerdictKind.Reduced => Say($"Risk reduced {N(verdict.Requested)} units to {N(verdict.Quantity)}."),
            _ => Say($"Risk rejected {N(verdict.Requested)} units."),
        };
        var findings = string.Concat(verdict.Failed.Select(finding => $" {Sentence(finding.Explanation)}"));
        return first + findings + Say($" It saw equity {N(verdict.Equity)}, free cash {N(verdict.FreeCash)}, exposure {N(verdict.Exposure)}, open positions {verdict.OpenPositions}, ")
            + Say($"trades today {verdict.TradesToday}, losses in a row {verdict.ConsecutiveLosses}, drawdown {Percent(verdict.Drawdown)}, day {Percent(verdict.DayReturn)}.");
    }

    internal static string Of(OrderRow order)
    {
        var what = order.Type switch
        {
            OrderType.Limit => Say($" at {N(order.Limit ?? 0m)} or better"),
            OrderType.Stop => Say($" once the price touches {N(order.Stop ?? 0m)}"),
            _ => " at market",
        };
        var filled = order.Filled > 0m ? Say($", {N(order.Filled)} filled at {N(order.AveragePrice ?? 0m)}") : "";
        var note = order.Note is { Length: > 0 } words ? $" {Sentence(words)}" : "";
        return Say($"Order {order.Id} ({Purpose(order.Purpose)}): {Lower(order.Side)} {N(order.Quantity)}{what}: {Status(order.Status)}{filled}.{note}");
    }

    internal static string Of(FillRow fill)
    {
        // The signal told why it was bought.
        var why = fill.Purpose == OrderPurpose.Entry ? "" : $" Because: {Sentence(fill.Reason)}";
        return Say($"{(fill.Side == Side.Buy ? "Bought" : "Sold")} {N(fill.Quantity)} at {N(fill.Price)} (the market stood at {N(fill.Reference)}), commission {N(fill.Commission)} {fill.Currency}.{why}");
    }

    internal static string Opened(TradeRow trade) => Say($"The trade is open: {N(trade.Quantity)} {trade.Symbol} at {N(trade.EntryPrice)}.");

    internal static string Of(TradeUpdate update) => update.Stop is { } stop ? Say($"The stop moves to {N(stop)}: {Sentence(update.Reason)}") : Say($"The exit plan acts: {Sentence(update.Reason)}");

    internal static string Closed(TradeRow trade)
    {
        var held = trade.ClosedAt is { } closed ? Say($" after {closed - trade.OpenedAt:d\\.hh\\:mm\\:ss}") : "";
        var way = trade is { Mae: { } worst, Mfe: { } best } ? Say($" On the way it stood at {Percent(worst)} at worst and {Percent(best)} at best.") : "";
        return Say($"The trade is closed{held}: {N(trade.RealizedPnl ?? 0m)} {trade.Currency} ({Percent(trade.RealizedPercent ?? 0d)}) after fees of {N(trade.Fees)}, by {Sentence(trade.ExitReason ?? "its exit")}{way}");
    }

    private static string Say(FormattableString text) => FormattableString.Invariant(text);

    private static string N(decimal value) => DecimalText.Of(value);

    private static string Percent(decimal fraction) => (fraction * 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Percent(double fraction) => (fraction * 100d).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Sentence(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static string Purpose(OrderPurpose purpose) => purpose switch
    {
        OrderPurpose.Entry => "entry",
        OrderPurpose.ProtectiveStop => "protective stop",
        OrderPurpose.Target => "target",
        _ => "exit",
    };

    private static string Status(OrderStatus status) => status switch
    {
        OrderStatus.Initialized => "recorded, waits for its entry",
        OrderStatus.Submitted => "recorded and sent",
        OrderStatus.PartiallyFilled => "partly filled",
        OrderStatus.PendingReplace => "a change is asked for",
        OrderStatus.PendingCancel => "its end is asked for",
        _ => Lower(status),
    };
}
