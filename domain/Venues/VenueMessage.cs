namespace InvestBot.Domain.Venues;

/// <summary>One thing that a venue said about an account.</summary>
/// <param name="Number">Rises by one per account.</param>
/// <param name="Event">What.</param>
public sealed record VenueMessage(long Number, VenueEvent Event);
