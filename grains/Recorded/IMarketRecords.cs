using InvestBot.Domain.Markets;

namespace InvestBot.Grains.Recorded;

/// <summary>What recorded markets leave behind: bars for charts, and where each stands.</summary>
public interface IMarketRecords
{
    /// <summary>Keeps bars that became known; what is kept already stays.</summary>
    Task KeepAsync(string recording, Timeframe timeframe, IReadOnlyCollection<(InstrumentId Instrument, Bar Bar)> bars, CancellationToken cancellationToken);

    /// <summary>Where a recording stood, or <c>null</c>.</summary>
    Task<(int Run, DateTimeOffset Delivered)?> FindPositionAsync(string recording, CancellationToken cancellationToken);

    /// <summary>Notes where a recording stands.</summary>
    Task SavePositionAsync(string recording, int run, DateTimeOffset delivered, CancellationToken cancellationToken);
}
