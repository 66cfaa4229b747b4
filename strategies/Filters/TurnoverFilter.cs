using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Rolling;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets signals pass where enough is traded: the mean turnover of 20 bars, volume times typical price.</summary>
internal sealed class TurnoverFilter(decimal least) : EntryFilter
{
    private readonly RollingMean _turnover = new(20);

    public override int WarmUp => _turnover.WarmUp;

    public override void Update(in Bar bar, in Ohlcv values) => _turnover.Update(values.Typical * values.Volume);

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now) => _turnover.Value >= (double)least
        ? null
        : new SignalRefusal("turnover", string.Create(CultureInfo.InvariantCulture, $"A bar turns over {_turnover.Value:N0} on average; at least {least:N0} is asked."));
}
