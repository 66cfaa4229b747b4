using System.Collections.Immutable;
using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;

namespace InvestBot.Backtest.Runs;

/// <summary>What to run.</summary>
/// <param name="Configuration">The instance; its mode is taken as automatic.</param>
/// <param name="Tapes">Bars of at least what it watches; others are left out.</param>
/// <param name="From">The first bar to trade opens at or after this; what is earlier is history for the warm-up. <c>null</c>: from the first bar, without history.</param>
/// <param name="To">The last bar opens before this; <c>null</c>: to the end.</param>
/// <param name="Epoch">Part of the order ids.</param>
/// <param name="Fill">When decisions fill.</param>
public sealed record BacktestRequest(BotConfiguration Configuration, IReadOnlyList<BarTape> Tapes, DateTimeOffset? From = null, DateTimeOffset? To = null, int Epoch = 0, FillMoment Fill = FillMoment.NextOpen)
{
    /// <summary>What was said of instruments, each ascending by time; a reading counts from the first bar on that closes at its time or later.</summary>
    public ImmutableDictionary<InstrumentId, ImmutableArray<SentimentReading>> Readings { get; init; } = ImmutableDictionary<InstrumentId, ImmutableArray<SentimentReading>>.Empty;
}
