using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Strategies.Regimes;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets signals pass while the instrument's market is in one of some regimes.</summary>
internal sealed class RegimeFilter(ImmutableArray<Regime> allowed) : EntryFilter
{
    private readonly RegimeClassifier _regime = new();

    public override int WarmUp => _regime.WarmUp;

    public override void Update(in Bar bar, in Ohlcv values) => _regime.Update(in values);

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now) => allowed.Contains(_regime.Present)
        ? null
        : new SignalRefusal("regime", $"The market's regime is {RegimeWords.Of(_regime.Present)}; entries are made in {string.Join(", ", allowed.Select(RegimeWords.Of))}.");
}
