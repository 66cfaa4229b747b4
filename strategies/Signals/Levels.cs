using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Strategies.Signals;

/// <summary>Crosses from estimated levels to prices on the instrument's ticks, on the careful side.</summary>
internal static class Levels
{
    /// <summary>A stop: the tick at or below the estimate, never below one tick.</summary>
    internal static Price Stop(double estimate, Instrument instrument) =>
        estimate > 0 ? Price.FromEstimate(estimate, instrument.TickSize, Rounding.Down) : new Price(instrument.TickSize);

    /// <summary>A target: the tick at or above the estimate.</summary>
    internal static Price Target(double estimate, Instrument instrument) => Price.FromEstimate(estimate, instrument.TickSize, Rounding.Up);
}
