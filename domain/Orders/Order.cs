using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Orders;

/// <summary>An order and what became of it so far.</summary>
/// <param name="Intent">As decided.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Filled">Units filled so far.</param>
/// <param name="FilledValue">Sum of price × quantity over its fills, in the quote currency.</param>
/// <param name="StopNow">The stop price now in force, for a stop.</param>
/// <param name="VenueId">The venue's id once known.</param>
/// <param name="Note">Why it was refused, ended or changed.</param>
/// <param name="UpdatedAt">Market time of the last change.</param>
/// <param name="Fills">Ids of the fills applied, so that one is never applied twice.</param>
public sealed record Order(
    OrderIntent Intent,
    OrderStatus Status,
    Quantity Filled,
    decimal FilledValue,
    Price? StopNow,
    VenueOrderId? VenueId,
    string? Note,
    DateTimeOffset UpdatedAt,
    System.Collections.Immutable.ImmutableArray<FillId> Fills)
{
    /// <summary>The stop price that was asked for and is not confirmed; <c>null</c> when none is.</summary>
    public Price? StopAsked { get; init; }

    /// <summary>Our id.</summary>
    public ClientOrderId Id => Intent.Id;

    /// <summary>Mean price of its fills; none before the first.</summary>
    public Price? AveragePrice => Filled.IsZero ? null : new Price(FilledValue / Filled.Value);

    /// <summary>A fresh order.</summary>
    public static Order From(OrderIntent intent, OrderStatus status) =>
        new(intent, status, Quantity.Zero, 0m, intent.Stop, null, null, intent.DecidedAt, []);
}
