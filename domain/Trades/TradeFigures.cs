using InvestBot.Domain.Values;

namespace InvestBot.Domain.Trades;

/// <summary>Sums over closed trades and what follows from them.</summary>
/// <param name="Trades">How many.</param>
/// <param name="Wins">How many gained after all costs.</param>
/// <param name="Losses">How many lost after all costs.</param>
/// <param name="Won">Sum of what the wins gained, zero or more.</param>
/// <param name="Lost">Sum of what the losses lost, zero or more.</param>
/// <param name="WonReturns">Sum of the wins' returns on what was paid.</param>
/// <param name="LostReturns">Sum of the losses' returns, zero or less.</param>
/// <param name="Fees">Commissions.</param>
/// <param name="Slippage">What spread and slippage cost.</param>
/// <param name="LargestWin">Zero before the first win.</param>
/// <param name="LargestLoss">As a positive amount; zero before the first loss.</param>
/// <param name="LongestWinStreak">Most wins in a row.</param>
/// <param name="LongestLossStreak">Most losses in a row.</param>
/// <param name="Streak">Wins in a row now, or losses as a negative number.</param>
/// <param name="Held">Sum of the holding times.</param>
public sealed record TradeFigures(
    long Trades,
    long Wins,
    long Losses,
    Money Won,
    Money Lost,
    Ratio WonReturns,
    Ratio LostReturns,
    Money Fees,
    Money Slippage,
    Money LargestWin,
    Money LargestLoss,
    int LongestWinStreak,
    int LongestLossStreak,
    int Streak,
    TimeSpan Held)
{
    /// <summary>Mean of the trades' profits after all costs, an estimate.</summary>
    public double ResultMean { get; init; }

    /// <summary>Sum of squared distances of the profits from their mean, an estimate (Welford, Technometrics 4, 1962).</summary>
    public double ResultSpread { get; init; }

    /// <summary>Longest holding time.</summary>
    public TimeSpan LongestHolding { get; init; }

    /// <summary>Sum of the lowest prices seen, as fractions of the entries; zero or less.</summary>
    public Ratio AdverseExcursions { get; init; }

    /// <summary>Sum of the highest prices seen, as fractions of the entries; zero or more.</summary>
    public Ratio FavorableExcursions { get; init; }

    /// <summary>Profit after all costs.</summary>
    public Money Net => Won - Lost;

    /// <summary>Profit before commissions, spread and slippage.</summary>
    public Money Gross => Net + Fees + Slippage;

    /// <summary>Wins ÷ trades; none before the first trade.</summary>
    public Ratio? WinRate => Trades == 0 ? null : new Ratio((decimal)Wins / Trades);

    /// <summary>Mean gain of the wins.</summary>
    public Money? AverageWin => Wins == 0 ? null : new Money(Won.Amount / Wins, Won.Currency);

    /// <summary>Mean loss of the losses, as a positive amount.</summary>
    public Money? AverageLoss => Losses == 0 ? null : new Money(Lost.Amount / Losses, Lost.Currency);

    /// <summary>Mean return of the wins on what was paid.</summary>
    public Ratio? AverageWinReturn => Wins == 0 ? null : new Ratio(WonReturns.Value / Wins);

    /// <summary>Mean return of the losses, zero or less.</summary>
    public Ratio? AverageLossReturn => Losses == 0 ? null : new Ratio(LostReturns.Value / Losses);

    /// <summary>Won ÷ lost; none before the first loss, and none while less than a billionth was lost.</summary>
    public decimal? ProfitFactor => Lost.Amount < 0.000000001m ? null : Won.Amount / Lost.Amount;

    /// <summary>Mean profit of a trade after all costs; none before the first trade.</summary>
    public Money? Expectancy => Trades == 0 ? null : new Money(Net.Amount / Trades, Net.Currency);

    /// <summary>Mean holding time; none before the first trade.</summary>
    public TimeSpan? AverageHolding => Trades == 0 ? null : Held / Trades;

    /// <summary>Payoff: mean win ÷ mean loss; none before the first of both, and none while less than a billionth was lost.</summary>
    public decimal? Payoff => Wins == 0 || ProfitFactor is not { } factor ? null : factor * Losses / Wins;

    /// <summary>System quality number: √trades × mean profit ÷ its sample standard deviation (n − 1); none below two trades, or when they do not vary. Not capped at 100 trades.</summary>
    /// <remarks>Source: Van Tharp, Definitive Guide to Position Sizing, 2008, with the profit after all costs in place of R.</remarks>
    public double? SystemQuality => Trades >= 2 && ResultSpread > 0 ? Math.Sqrt(Trades) * ResultMean / Math.Sqrt(ResultSpread / (Trades - 1)) : null;

    /// <summary>Mean MAE: how far below the entry trades went; a fraction, zero or less.</summary>
    public Ratio? AverageAdverse => Trades == 0 ? null : new Ratio(AdverseExcursions.Value / Trades);

    /// <summary>Mean MFE: how far above the entry trades went; a fraction, zero or more.</summary>
    public Ratio? AverageFavorable => Trades == 0 ? null : new Ratio(FavorableExcursions.Value / Trades);

    /// <summary>No trade yet.</summary>
    public static TradeFigures None(Currency currency)
    {
        var zero = Money.Zero(currency);
        return new(0, 0, 0, zero, zero, Ratio.Zero, Ratio.Zero, zero, zero, zero, zero, 0, 0, 0, TimeSpan.Zero);
    }

    /// <summary>The figures with one more trade; trades come in the order in which they closed.</summary>
    public TradeFigures Add(ClosedTrade trade)
    {
        var result = trade.ProfitAndLoss;
        var from = (double)result.Amount - ResultMean;
        var mean = ResultMean + (from / (Trades + 1));
        var sum = this with
        {
            Trades = Trades + 1,
            Fees = Fees + trade.Fees,
            Slippage = Slippage + trade.Slippage,
            Held = Held + trade.Holding,
            LongestHolding = trade.Holding > LongestHolding ? trade.Holding : LongestHolding,
            AdverseExcursions = new(AdverseExcursions.Value + trade.AdverseExcursion.Value),
            FavorableExcursions = new(FavorableExcursions.Value + trade.FavorableExcursion.Value),
            ResultMean = mean,
            ResultSpread = ResultSpread + (from * ((double)result.Amount - mean)),
        };
        if (result.Amount > 0m)
        {
            var streak = Math.Max(0, Streak) + 1;
            return sum with
            {
                Wins = Wins + 1,
                Won = Won + result,
                WonReturns = new(WonReturns.Value + trade.Return.Value),
                LargestWin = result > LargestWin ? result : LargestWin,
                Streak = streak,
                LongestWinStreak = Math.Max(LongestWinStreak, streak),
            };
        }
        if (result.Amount == 0m) return sum with { Streak = 0 };
        var losses = Math.Min(0, Streak) - 1;
        return sum with
        {
            Losses = Losses + 1,
            Lost = Lost - result,
            LostReturns = new(LostReturns.Value + trade.Return.Value),
            LargestLoss = -result > LargestLoss ? -result : LargestLoss,
            Streak = losses,
            LongestLossStreak = Math.Max(LongestLossStreak, -losses),
        };
    }
}
