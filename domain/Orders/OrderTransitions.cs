using static InvestBot.Domain.Orders.OrderStatus;

namespace InvestBot.Domain.Orders;

/// <summary>Which order status may follow which.</summary>
public static class OrderTransitions
{
    /// <summary>True when nothing can follow.</summary>
    public static bool IsFinal(this OrderStatus status) => status is Denied or Filled or Canceled or Expired or Rejected;

    /// <summary>True when the venue may still fill it.</summary>
    public static bool IsLive(this OrderStatus status) => !status.IsFinal();

    /// <summary>True when <paramref name="to"/> may follow <paramref name="from"/>.</summary>
    public static bool Allows(OrderStatus from, OrderStatus to) => (from, to) switch
    {
        (Initialized, Denied or Submitted or Accepted or PartiallyFilled or Filled or PendingReplace or PendingCancel or Canceled or Expired or Rejected) => true,
        (Submitted, Accepted or PartiallyFilled or Filled or PendingReplace or PendingCancel or Canceled or Expired or Rejected) => true,
        (Accepted, PartiallyFilled or Filled or PendingReplace or PendingCancel or Canceled or Expired or Rejected) => true,
        (PartiallyFilled, PartiallyFilled or Filled or PendingReplace or PendingCancel or Canceled or Expired) => true,
        (PendingReplace, Accepted or PartiallyFilled or Filled or PendingReplace or PendingCancel or Canceled or Expired or Rejected) => true,
        (PendingCancel, PartiallyFilled or Filled or Canceled or Expired or Rejected) => true,
        _ => false,
    };
}
