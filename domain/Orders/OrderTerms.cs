namespace InvestBot.Domain.Orders;

/// <summary>Direction of an order.</summary>
public enum Side
{
    /// <summary>Adds units.</summary>
    Buy,

    /// <summary>Gives units away.</summary>
    Sell,
}

/// <summary>How an order finds its price.</summary>
public enum OrderType
{
    /// <summary>At the best price to be had.</summary>
    Market,

    /// <summary>At the limit or better.</summary>
    Limit,

    /// <summary>At market once the stop price is touched.</summary>
    Stop,
}

/// <summary>How long an order works.</summary>
public enum TimeInForce
{
    /// <summary>Until the session ends.</summary>
    Day,

    /// <summary>Until filled or canceled.</summary>
    GoodTillCanceled,
}

/// <summary>What an order is for.</summary>
public enum OrderPurpose
{
    /// <summary>Opens a trade.</summary>
    Entry,

    /// <summary>The resting stop that protects a trade.</summary>
    ProtectiveStop,

    /// <summary>The resting limit that takes a trade's profit.</summary>
    Target,

    /// <summary>Closes or reduces a trade at market.</summary>
    Exit,
}

/// <summary>The life of an order; which may follow which is in <see cref="OrderTransitions"/>.</summary>
public enum OrderStatus
{
    /// <summary>Recorded; the venue does not work it yet (a bracket's leg before its entry fills).</summary>
    Initialized,

    /// <summary>Refused by us before sending. Final.</summary>
    Denied,

    /// <summary>Recorded and handed on for sending; whether the venue has it is not known yet.</summary>
    Submitted,

    /// <summary>The venue works it.</summary>
    Accepted,

    /// <summary>Some of it is filled, the rest works.</summary>
    PartiallyFilled,

    /// <summary>All of it is filled. Final.</summary>
    Filled,

    /// <summary>A change was asked for and is not confirmed.</summary>
    PendingReplace,

    /// <summary>Its end was asked for and is not confirmed; it may still fill.</summary>
    PendingCancel,

    /// <summary>Ended by us or by its sibling. Final.</summary>
    Canceled,

    /// <summary>Ended by time. Final.</summary>
    Expired,

    /// <summary>Refused by the venue. Final.</summary>
    Rejected,
}
