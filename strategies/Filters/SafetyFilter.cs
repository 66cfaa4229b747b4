using InvestBot.Domain.Markets;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets signals of tokens pass that are safe to buy as far as their chain tells.</summary>
internal sealed class SafetyFilter(SafetyLimits limits) : EntryFilter
{
    private SafetyFacts? _facts;

    public override int WarmUp => 0;

    public override void Update(in Bar bar, in Ohlcv values) { }

    /// <summary>Takes what is known of the token, in time order.</summary>
    internal void Read(SafetyFacts facts) => _facts = facts;

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now) =>
        SafetyGate.Against(_facts, limits, now) is { IsEmpty: false } against ? new SignalRefusal("safety", string.Join(' ', against)) : null;
}
