using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets signals pass when another strategy wished to enter the same instrument not long ago.</summary>
/// <param name="other">Fresh, and used here alone.</param>
/// <param name="within">How many bars its wish counts, its own included.</param>
internal sealed class ConfirmationFilter(IStrategy other, int within) : EntryFilter
{
    private long _seen;
    private int _since = int.MaxValue;

    public override int WarmUp => other.WarmUp;

    public override void Update(in Bar bar, in Ohlcv values)
    {
        other.Update(in bar, in values);
        if (++_seen >= other.WarmUp && other.Wishes(in bar)) _since = 0;
        else if (_since < int.MaxValue) _since++;
    }

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now) => _since < within
        ? null
        : new SignalRefusal("confirmation", string.Create(CultureInfo.InvariantCulture, $"{other.Id} did not wish to enter within {within} bars."));
}
