using System.Collections.Immutable;
using InvestBot.Domain.Markets;

namespace InvestBot.Feeds.Replay;

/// <summary>All bars of a recording that close at the same time, ordered by instrument id.</summary>
/// <param name="Epoch">How often the recording began, from 0; it grows when a replay loops.</param>
/// <param name="OpenTime">When the bars began, UTC.</param>
/// <param name="CloseTime">When the bars became known: what the market clock says at delivery.</param>
/// <param name="Bars">At least one bar; instruments that did not trade are absent.</param>
public sealed record ReplayRound(int Epoch, DateTimeOffset OpenTime, DateTimeOffset CloseTime, ImmutableArray<ReplayBar> Bars);

/// <summary>One instrument's bar of a round.</summary>
/// <param name="Instrument">What it is, with its trading rules.</param>
/// <param name="Bar">The bar, exact.</param>
public readonly record struct ReplayBar(Instrument Instrument, Bar Bar);

/// <summary>Where a replay stands; a replay that resumes here repeats nothing and leaves nothing out.</summary>
/// <param name="Epoch">How often the recording began, from 0.</param>
/// <param name="Delivered">Close time of the last round that was delivered; null before the first.</param>
public readonly record struct ReplayPosition(int Epoch, DateTimeOffset? Delivered)
{
    /// <summary>Before the first round of the first run.</summary>
    public static ReplayPosition Start => default;
}
