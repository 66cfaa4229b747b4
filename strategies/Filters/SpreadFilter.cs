using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets signals pass where the spread is narrow enough.</summary>
internal sealed class SpreadFilter(Ratio most) : EntryFilter
{
    private readonly HighLowSpread _spread = new(20);

    public override int WarmUp => _spread.WarmUp;

    public override void Update(in Bar bar, in Ohlcv values) => _spread.Update(in values);

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now) => _spread.Value <= (double)most.Value
        ? null
        : new SignalRefusal("spread", FormattableString.Invariant($"The spread is estimated at {100 * _spread.Value:0.00} % from highs and lows; at most {most} is allowed."));
}
