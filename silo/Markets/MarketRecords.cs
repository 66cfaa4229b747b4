using InvestBot.Domain.Markets;
using InvestBot.Grains.Recorded;
using InvestBot.Storage.Market;

namespace InvestBot.Silo.Markets;

/// <summary>Bars and positions of recorded markets in the market database.</summary>
internal sealed class MarketRecords(BarStore bars, ReplayPositionStore positions) : IMarketRecords
{
    public Task KeepAsync(string recording, Timeframe timeframe, IReadOnlyCollection<(InstrumentId Instrument, Bar Bar)> known, CancellationToken cancellationToken) =>
        bars.WriteAsync([.. known.Select(item => new SeriesBar(new BarSeries(recording, item.Instrument, timeframe), item.Bar))], cancellationToken);

    public async Task<(int Run, DateTimeOffset Delivered)?> FindPositionAsync(string recording, CancellationToken cancellationToken) =>
        await positions.FindAsync(recording, cancellationToken) is { } kept ? (kept.Epoch, kept.BarTime) : null;

    public Task SavePositionAsync(string recording, int run, DateTimeOffset delivered, CancellationToken cancellationToken) =>
        positions.SaveAsync(new ReplayPosition(recording, run, delivered), cancellationToken);
}
