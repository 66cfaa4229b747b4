using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Grains.Markets;
using InvestBot.Grains.Recorded;
using InvestBot.Simulation.Faults;

namespace InvestBot.Simulation.Worlds;

/// <summary>Bars asked for again, and the market's position.</summary>
internal sealed class SimulatedFeed(World world, RecordingLibrary library) : IBarHistory, IMarketRecords
{
    public ValueTask<IReadOnlyList<Bar>> ReadAsync(string recording, InstrumentId instrument, DateTimeOffset from, DateTimeOffset before) =>
        world.Happens(FaultKind.HistoryUnread)
            ? ValueTask.FromException<IReadOnlyList<Bar>>(new IOException("The feed did not answer."))
            : library.ReadAsync(recording, instrument, from, before);

    public ValueTask<ImmutableArray<SentimentReading>> ReadingsAsync(string recording, InstrumentId instrument) => library.ReadingsAsync(recording, instrument);

    public Task KeepAsync(string recording, Timeframe timeframe, IReadOnlyCollection<(InstrumentId Instrument, Bar Bar)> bars, CancellationToken cancellationToken) =>
        world.Happens(FaultKind.FeedLost) ? Task.FromException(new IOException("The market's database did not answer.")) : Task.CompletedTask;

    public Task<(int Run, DateTimeOffset Delivered)?> FindPositionAsync(string recording, CancellationToken cancellationToken) => Task.FromResult(world.Position);

    public Task SavePositionAsync(string recording, int run, DateTimeOffset delivered, CancellationToken cancellationToken)
    {
        var lost = world.Happens(FaultKind.FeedLost);
        world.Keep(run, delivered);
        world.Trace.Note(FormattableString.Invariant($"round {delivered:MM-dd HH:mm} is over"));
        return lost ? Task.FromException(new IOException("The market's database did not answer.")) : Task.CompletedTask;
    }
}
