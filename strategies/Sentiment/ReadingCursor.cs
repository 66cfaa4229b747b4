using System.Collections.Immutable;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Sentiment;

/// <summary>Tells a desk the readings of its instrument as they become known: none before its time.</summary>
/// <param name="readings">Of one instrument, ascending by time.</param>
public sealed class ReadingCursor(ImmutableArray<SentimentReading> readings)
{
    private int _next;

    /// <summary>Tells what is known at the close of a bar and was not told yet.</summary>
    /// <param name="desk">The instrument's.</param>
    /// <param name="close">Market time of the close, ascending from call to call.</param>
    public void Tell(TokenDesk desk, DateTimeOffset close)
    {
        while (_next < readings.Length && readings[_next].At <= close)
        {
            var reading = readings[_next++];
            desk.Read(in reading);
        }
    }
}
