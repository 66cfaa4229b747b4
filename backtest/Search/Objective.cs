using InvestBot.Backtest.Runs;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.Search;

/// <summary>What a search makes as large as it can; all after costs.</summary>
public enum Objective
{
    /// <summary>Return of the capital.</summary>
    Return,

    /// <summary>Sharpe ratio of daily returns, 0 where there is none.</summary>
    Sharpe,

    /// <summary>Return ÷ maximum drawdown; the return itself where nothing fell.</summary>
    ReturnOverDrawdown,

    /// <summary>Mean return of a trade on what was paid, 0 without trades.</summary>
    Expectancy,
}

/// <summary>What a run is worth.</summary>
public static class Objectives
{
    /// <summary>The score of a result; higher is better.</summary>
    /// <param name="objective">By what.</param>
    /// <param name="result">Of which run.</param>
    /// <param name="calendar">How many days a year has.</param>
    public static double Score(Objective objective, BacktestResult result, TradingCalendar calendar)
    {
        var equity = EquityStatistics.Of(result.Equity, result.Configuration.Capital.Amount, calendar);
        return objective switch
        {
            Objective.Return => equity.Return,
            Objective.Sharpe => equity.Sharpe ?? 0.0,
            Objective.ReturnOverDrawdown => equity.MaxDrawdown > 0 ? equity.Return / equity.MaxDrawdown : equity.Return,
            Objective.Expectancy => result.Trades.IsEmpty ? 0.0 : (double)(result.Trades.Sum(trade => trade.Return.Value) / result.Trades.Length),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
