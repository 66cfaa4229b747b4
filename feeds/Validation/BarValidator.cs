using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Feeds.Validation;

/// <summary>Judges the live bars of one instrument and timeframe, one after another. Pure: the time is a parameter.</summary>
/// <remarks>
/// An outlier is refused, but remembered: when the next bar is near it, the market did move, and that bar is accepted.
/// Only one bar is so lost to a real jump. After a gap or a closed market the limit grows with the root of the time.
/// Not thread-safe.
/// </remarks>
public sealed class BarValidator(Timeframe timeframe, TradingCalendar calendar, BarValidationOptions options)
{
    private readonly ReturnSpread _spread = new(options.OutlierWindow);
    private readonly long _gridTicks = GreatestCommonDivisor(timeframe.Minutes, 30) * TimeSpan.TicksPerMinute;
    private DateTimeOffset? _lastOpen;
    private decimal _lastClose;
    private decimal? _unconfirmed;

    /// <summary>Open time of the last accepted bar; null before the first.</summary>
    public DateTimeOffset? LastOpenTime => _lastOpen;

    /// <summary>Judges the next bar; an accepted one becomes the measure of those that follow.</summary>
    /// <param name="candidate">What the source sent.</param>
    /// <param name="now">The market clock.</param>
    public BarVerdict Check(CandidateBar candidate, DateTimeOffset now)
    {
        if (Fault(candidate, now) is var (fault, detail))
            return new BarVerdict(null, fault, detail, 0);

        var missing = MissingBefore(candidate.OpenTime);
        if (_lastOpen is not null)
            _spread.Add(LogDistance(candidate.Close, _lastClose));
        _lastOpen = candidate.OpenTime;
        _lastClose = candidate.Close;
        _unconfirmed = null;
        var bar = new Bar(
            candidate.OpenTime, new Price(candidate.Open), new Price(candidate.High), new Price(candidate.Low),
            new Price(candidate.Close), new Quantity(candidate.Volume));
        return new BarVerdict(bar, null, "", missing);
    }

    private (BarFault Fault, string Detail)? Fault(CandidateBar bar, DateTimeOffset now)
    {
        if (bar.Open <= 0m || bar.High <= 0m || bar.Low <= 0m || bar.Close <= 0m || bar.Volume < 0m)
            return (BarFault.NotPositive, Text($"{bar.Open}, {bar.High}, {bar.Low}, {bar.Close}, volume {bar.Volume}"));
        if (bar.High < bar.Low || bar.Open > bar.High || bar.Close > bar.High || bar.Open < bar.Low || bar.Close < bar.Low)
            return (BarFault.HighBelowLow, Text($"open {bar.Open}, high {bar.High}, low {bar.Low}, close {bar.Close}"));
        if (bar.OpenTime.UtcTicks % _gridTicks != 0)
            return (BarFault.OffGrid, Text($"{bar.OpenTime:O}"));
        if (bar.OpenTime == _lastOpen)
            return (BarFault.Duplicate, Text($"{bar.OpenTime:u}"));
        if (bar.OpenTime < _lastOpen)
            return (BarFault.OutOfOrder, Text($"{bar.OpenTime:u} after {_lastOpen:u}"));
        var close = bar.OpenTime + timeframe.Length;
        if (close > now + options.ClockTolerance)
            return (BarFault.Unfinished, Text($"closes {close:u}, it is {now:u}"));
        if (options.StaleAfter is { } limit && now - close > limit)
            return (BarFault.Stale, Text($"closed {close:u}, it is {now:u}"));
        return Outlier(bar);
    }

    private (BarFault Fault, string Detail)? Outlier(CandidateBar bar)
    {
        if (!_spread.IsReady)
            return null;
        var limit = Math.Max(options.OutlierFloor, options.OutlierDeviations * _spread.MedianAbsoluteDeviation())
            * Math.Sqrt(Math.Max(1L, (bar.OpenTime - _lastOpen!.Value).Ticks / timeframe.Length.Ticks));
        var distance = Farthest(bar, _lastClose);
        if (distance <= limit || (_unconfirmed is { } seen && Farthest(bar, seen) <= limit))
            return null;
        _unconfirmed = bar.Close;
        return (BarFault.Outlier, Text($"{distance:P1} from the last close {_lastClose}, at most {limit:P1} is believed at once"));
    }

    private static double Farthest(CandidateBar bar, decimal from) =>
        Math.Max(Math.Abs(LogDistance(bar.High, from)), Math.Abs(LogDistance(bar.Low, from)));

    private static double LogDistance(decimal price, decimal from) => Math.Log((double)price / (double)from);

    /// <summary>Bars missing within the calendar's session; between sessions none is due.</summary>
    private int MissingBefore(DateTimeOffset openTime)
    {
        if (_lastOpen is not { } last || (calendar == TradingCalendar.Nyse && last.UtcDateTime.Date != openTime.UtcDateTime.Date))
            return 0;
        return (int)Math.Min(((openTime - last).Ticks / timeframe.Length.Ticks) - 1, int.MaxValue);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
