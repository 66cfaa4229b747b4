using System.Globalization;
using InvestBot.Domain.Calendars;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>Refuses entries that would be closed at once, because the instance is flat some time before the session's close.</summary>
internal sealed class CloseFilter(TimeSpan before) : EntryFilter
{
    public override int WarmUp => 0;

    public override void Update(in Bar bar, in Ohlcv values) { }

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now) => NyseCalendar.IsNearClose(now, before)
        ? new SignalRefusal("close", string.Create(CultureInfo.InvariantCulture, $"It is {NewYorkTime.Of(now):HH:mm} in New York; everything is closed {before.TotalMinutes:0.##} minutes before the session ends."))
        : null;
}
