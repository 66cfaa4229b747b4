using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Calendars;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets signals pass within the hours of entries and outside blackouts.</summary>
internal sealed class TimeFilter(TimeSpan? from, TimeSpan? to, HoursZone zone, ImmutableArray<Blackout> blackouts) : EntryFilter
{
    public override int WarmUp => 0;

    public override void Update(in Bar bar, in Ohlcv values) { }

    public override SignalRefusal? Judge(Signal signal, DateTimeOffset now)
    {
        var local = zone == HoursZone.NewYork ? NewYorkTime.Of(now) : now.ToUniversalTime();
        if (!Within(local.TimeOfDay))
            return new SignalRefusal("session", string.Create(CultureInfo.InvariantCulture, $"It is {local:HH:mm}; entries are made from {from ?? TimeSpan.Zero:hh\\:mm} to {to ?? TimeSpan.Zero:hh\\:mm} {(zone == HoursZone.NewYork ? "New York time" : "UTC")}."));
        foreach (var blackout in blackouts)
            if (now >= blackout.From && now < blackout.To)
                return new SignalRefusal("blackout", string.Create(CultureInfo.InvariantCulture, $"No entries to {blackout.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {blackout.Reason}."));
        return null;
    }

    private bool Within(TimeSpan time)
    {
        var (first, after) = (from ?? TimeSpan.Zero, to ?? TimeSpan.FromDays(1));
        return first <= after ? time >= first && time < after : time >= first || time < after;
    }
}
