using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;

namespace InvestBot.Grains.Markets;

/// <summary>Bars that are over: what strategies warm up with.</summary>
public interface IBarHistory
{
    /// <summary>Bars of an instrument, oldest first.</summary>
    /// <param name="recording">Which market.</param>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="from">Open time of the first.</param>
    /// <param name="before">They opened before this.</param>
    ValueTask<IReadOnlyList<Bar>> ReadAsync(string recording, InstrumentId instrument, DateTimeOffset from, DateTimeOffset before);

    /// <summary>What was said of an instrument, ascending by time; nothing where no feed says anything.</summary>
    /// <param name="recording">Which market.</param>
    /// <param name="instrument">Which instrument.</param>
    ValueTask<ImmutableArray<SentimentReading>> ReadingsAsync(string recording, InstrumentId instrument);
}
