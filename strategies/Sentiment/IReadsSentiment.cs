using InvestBot.Domain.Signals;

namespace InvestBot.Strategies.Sentiment;

/// <summary>A strategy that listens to what is said of its instrument.</summary>
public interface IReadsSentiment
{
    /// <summary>Takes a reading; in time order, among the bars as they close.</summary>
    void Read(in SentimentReading reading);
}
