namespace InvestBot.Feeds.Validation;

/// <summary>A bar as a source sent it, before anything is believed about it.</summary>
/// <param name="OpenTime">When it began, by the source.</param>
/// <param name="Open">First price, quote currency per unit.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units traded.</param>
public readonly record struct CandidateBar(
    DateTimeOffset OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
