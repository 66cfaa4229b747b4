using InvestBot.Domain.Signals;

namespace InvestBot.Strategies.Tokens;

/// <summary>What one instrument has to say at the close of a bar.</summary>
/// <param name="Return">Change of the close over the relative-strength window, a fraction; NaN until the window is full.</param>
/// <param name="Signal">The strategy's wish to enter, if any; never while something is held, where that was known.</param>
/// <param name="Exit">Why the strategy wants to leave, if it does; only while something is held, where that was known.</param>
public readonly record struct TokenView(double Return, Signal? Signal, string? Exit);
