using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;

namespace InvestBot.Backtest.Runs;

/// <summary>Runs instances over recorded bars with the functions that decide in live trading. Deterministic: the same requests give the same results.</summary>
public static class Backtester
{
    /// <summary>Runs a request to the end of its bars; what is open then is closed at the last prices.</summary>
    /// <exception cref="ArgumentException">The strategy or a parameter cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static BacktestResult Run(BacktestRequest request, CancellationToken cancellationToken = default) =>
        Run([new InstanceRun(request, VenueAccount.Of(request.Configuration))], request, cancellationToken)[0];

    /// <summary>
    /// Runs several instances at a time on one venue account, whose cash is the sum of their capitals: each keeps its own books, and all
    /// share what an account may take of a bar's volume. Whoever comes first in the list asks the venue first.
    /// </summary>
    /// <param name="requests">One or more, of different instances, with one currency, one timeframe and the same costs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A result for each; the venue's books in them are those of the one account.</returns>
    /// <exception cref="ArgumentException">They do not fit one account.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImmutableArray<BacktestResult> RunTogether(IReadOnlyList<BacktestRequest> requests, CancellationToken cancellationToken = default)
    {
        if (requests.Count == 0) throw new ArgumentException("Give one request at least.", nameof(requests));
        var first = requests[0].Configuration;
        if (requests.Select(request => request.Configuration.Id).Distinct().Count() != requests.Count) throw new ArgumentException("Every instance needs a name of its own.", nameof(requests));
        if (requests.Any(request => request.Configuration.Timeframe != first.Timeframe || request.Configuration.Paper != first.Paper || request.Configuration.Capital.Currency != first.Capital.Currency))
            throw new ArgumentException("Instances of one account need one currency, one timeframe and the same costs.", nameof(requests));
        var cash = requests.Aggregate(Money.Zero(first.Capital.Currency), (sum, request) => sum + request.Configuration.Capital);
        var account = new VenueAccount(PaperAccount.Open(new AccountId("paper-shared"), cash), first.Timeframe, first.Paper);
        return Run([.. requests.Select(request => new InstanceRun(request, account))], requests[0], cancellationToken);
    }

    private static ImmutableArray<BacktestResult> Run(InstanceRun[] runs, BacktestRequest any, CancellationToken cancellationToken)
    {
        var present = new bool[runs.Length];
        for (var rounds = 0; ; rounds++)
        {
            if ((rounds & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var minute = int.MaxValue;
            foreach (var run in runs) minute = Math.Min(minute, run.NextMinute);
            if (minute == int.MaxValue) break;
            var now = DateTimeOffset.UnixEpoch.AddMinutes(minute) + any.Configuration.Timeframe.Length;
            for (var i = 0; i < runs.Length; i++) present[i] = runs[i].Advance(minute);
            foreach (var run in runs) run.Match(now);
            for (var i = 0; i < runs.Length; i++)
                if (present[i]) runs[i].Decide(now);
        }
        foreach (var run in runs) run.Finish();
        return [.. runs.Select(run => run.Result())];
    }
}
