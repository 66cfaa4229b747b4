namespace InvestBot.Domain.Signals;

/// <summary>What was said of an instrument, as one reading of a feed.</summary>
/// <param name="At">Market time at which it was known.</param>
/// <param name="Score">From 0, bad, over 50, indifferent, to 100.</param>
/// <param name="MentionsPerHour">How often it was mentioned over the feed's window, 0 or more.</param>
/// <param name="Source">The feed.</param>
public readonly record struct SentimentReading(DateTimeOffset At, double Score, double MentionsPerHour, string Source);
