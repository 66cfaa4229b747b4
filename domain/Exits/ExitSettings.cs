using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Exits;

/// <summary>How an instance leaves its trades; what is <c>null</c> is taken from the strategy's signal, or not done.</summary>
public sealed record ExitSettings
{
    /// <summary>Stop below the entry, above 0 and below 1; <c>null</c>: the signal's.</summary>
    public Ratio? Stop { get; init; }

    /// <summary>Target above the entry, above 0; <c>null</c>: the signal's.</summary>
    public Ratio? Target { get; init; }

    /// <summary>Target as a multiple of the stop distance, above 0; used when <see cref="Target"/> is <c>null</c>.</summary>
    public decimal? RewardMultiple { get; init; }

    /// <summary>No fixed target: profits are taken by tiers and trail.</summary>
    public bool NoTarget { get; init; }

    /// <summary>Parts sold on the way up, by rising gain; their shares of the entry sum to less than 1.</summary>
    public ImmutableArray<ExitTier> Tiers { get; init; } = [];

    /// <summary>Moves the stop to the entry price once the first tier is done.</summary>
    public bool BreakevenAfterFirstTier { get; init; }

    /// <summary>Stop below the highest price seen, above 0 and below 1; <c>null</c>: no trailing.</summary>
    public Ratio? Trailing { get; init; }

    /// <summary>Longest holding time; <c>null</c>: the signal's.</summary>
    public TimeSpan? MaximumHolding { get; init; }

    /// <summary>How long before the close of a regular session everything is closed, at least a bar; <c>null</c>: trades stay over night. Nothing where the market is always open.</summary>
    public TimeSpan? FlatBeforeClose { get; init; }

    /// <summary>
    /// A target that falls with the holding time (an ROI table); empty: none. A step at zero rests as the target, unless
    /// <see cref="Target"/>, <see cref="RewardMultiple"/> or <see cref="NoTarget"/> say otherwise. Later steps close the
    /// trade at market when a bar closes at or above their gain.
    /// </summary>
    public ImmutableArray<RoiStep> Roi { get; init; } = [];
}

/// <summary>Sell a share of the entry's quantity at a gain.</summary>
/// <param name="Gain">Above the entry, above 0.</param>
/// <param name="Share">Of the entry's quantity, above 0 and below 1.</param>
public readonly record struct ExitTier(Ratio Gain, Ratio Share);

/// <summary>The exits of one trade, fixed at its entry.</summary>
/// <param name="Stop">Protective stop.</param>
/// <param name="Target">Resting target, or none.</param>
/// <param name="Tiers">Parts sold on the way up.</param>
/// <param name="Breakeven">Moves the stop to the entry once the first tier is done.</param>
/// <param name="Trailing">Stop below the highest price seen.</param>
/// <param name="Holding">Longest holding time.</param>
public sealed record ExitPlan(Price Stop, Price? Target, ImmutableArray<ExitTier> Tiers, bool Breakeven, Ratio? Trailing, TimeSpan? Holding)
{
    /// <summary>The target that falls with the holding time; empty: none, as in plans stored before there were any.</summary>
    public ImmutableArray<RoiStep> Roi { get; init; } = [];

    /// <summary>How long before the session's close it is closed; <c>null</c>: it may stay over night.</summary>
    public TimeSpan? FlatBeforeClose { get; init; }

    /// <summary>The plan for a signal: the instance's settings where there are any, the strategy's levels elsewhere; on the instrument's ticks.</summary>
    public static ExitPlan For(Signal signal, ExitSettings settings, Instrument instrument)
    {
        var stop = (settings.Stop is { } below ? signal.Entry.Plus(-below) : signal.Stop).OnTick(instrument.TickSize, Rounding.Down);
        Price? target = settings switch
        {
            { NoTarget: true } => null,
            { Target: { } gain } => signal.Entry.Plus(gain),
            { RewardMultiple: { } multiple } => signal.Entry + ((signal.Entry - stop) * multiple),
            { Roi: [{ After.Ticks: 0 } first, ..] } => signal.Entry.Plus(first.Gain),
            _ => signal.Target,
        };
        return new ExitPlan(stop, target?.OnTick(instrument.TickSize, Rounding.Up), settings.Tiers, settings.BreakevenAfterFirstTier, settings.Trailing, settings.MaximumHolding ?? signal.TimeStop) 
        {
            Roi = settings.Roi, FlatBeforeClose = instrument.Calendar == TradingCalendar.Nyse ? settings.FlatBeforeClose : null,
        };
    }
}
