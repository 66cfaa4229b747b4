using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Tokens;

/// <summary>What a benchmark outside the universe has in place of a strategy: it is watched, never traded.</summary>
internal sealed class WatchOnly : IStrategy
{
    public string Id => "strategy.watch-only";

    public int WarmUp => 0;

    public void Update(in Bar bar, in Ohlcv values) { }

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => null;

    public string? Exit(in Bar bar) => null;
}
