using InvestBot.Backtest.Runs;

namespace InvestBot.Cli.Searches;

/// <summary>From when to when a request trades, by its bars.</summary>
internal static class TradedTime
{
    /// <summary>Open of the first bar, and the moment after the open of the last.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Of(BacktestRequest request)
    {
        var traded = request.Tapes.Where(tape => request.Configuration.Universe.Contains(tape.Instrument.Id) && tape.Count > 0).ToList();
        var (first, last) = (traded.Min(tape => tape.Bars[0].OpenTime), traded.Max(tape => tape.Bars[^1].OpenTime).AddMinutes(1));
        return (request.From is { } from && from > first ? from : first, request.To is { } to && to < last ? to : last);
    }
}
