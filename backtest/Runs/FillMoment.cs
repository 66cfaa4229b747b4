namespace InvestBot.Backtest.Runs;

/// <summary>When what was decided at the close of a bar fills.</summary>
public enum FillMoment
{
    /// <summary>At the open of the next bar: what a bot that trades gets.</summary>
    NextOpen,

    /// <summary>At the close of the same bar: the price that the decision saw. Flatters; for comparison with backtests that assume it.</summary>
    SameClose,
}
