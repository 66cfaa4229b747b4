using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies;

/// <summary>
/// Turns the bars of one instrument into wishes to enter and to leave. Its state is a function of the bars alone, never of
/// what is held, so that it can be rebuilt from history; it allocates nothing on a bar on which nothing happens.
/// </summary>
/// <remarks>Called on every closed bar in time order: <see cref="Update"/> first, then <see cref="Entry"/> or <see cref="Exit"/>. Not safe for two threads at once.</remarks>
public interface IStrategy
{
    /// <summary>The dotted id under which the catalog knows it: <c>strategy.mean-reversion</c>.</summary>
    string Id { get; }

    /// <summary>How many bars it must see before its first signal counts.</summary>
    int WarmUp { get; }

    /// <summary>Takes the next closed bar.</summary>
    /// <param name="bar">As booked.</param>
    /// <param name="values">The same bar as estimates, for indicators.</param>
    void Update(in Bar bar, in Ohlcv values);

    /// <summary>A wish to enter at the close of the bar last taken; asked when nothing is held.</summary>
    /// <param name="bar">The bar last taken.</param>
    /// <param name="closeTime">Its close, market time.</param>
    Signal? Entry(in Bar bar, DateTimeOffset closeTime);

    /// <summary>True when <see cref="Entry"/> gives a wish that is not refused; where it can be told without making the signal, nothing is allocated.</summary>
    /// <param name="bar">The bar last taken; when it closed plays no part.</param>
    bool Wishes(in Bar bar) => Entry(in bar, bar.OpenTime) is { Refused: null };

    /// <summary>Why to leave at the close of the bar last taken, or <c>null</c>; asked when something is held.</summary>
    /// <param name="bar">The bar last taken.</param>
    string? Exit(in Bar bar);
}
