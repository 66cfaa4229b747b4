using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Risk;

/// <summary>What closed trades came to after all costs, as sizing by Kelly's formula needs it. Trades that came out at exactly zero do not count.</summary>
/// <param name="Wins">How many gained.</param>
/// <param name="Losses">How many lost.</param>
/// <param name="Won">Sum of the wins' returns on what was paid, zero or more.</param>
/// <param name="Lost">Sum of the losses' returns, without their sign, zero or more.</param>
public sealed record RealizedEdge(long Wins, long Losses, Ratio Won, Ratio Lost)
{
    /// <summary>No trade yet.</summary>
    public static RealizedEdge None { get; } = new(0, 0, Ratio.Zero, Ratio.Zero);

    /// <summary>How many trades count.</summary>
    public long Count() => Wins + Losses;

    /// <summary>
    /// Kelly's fraction: the share of equity to put at risk in each trade, W − (1 − W) / R with win rate W and payoff R
    /// (mean win ÷ mean loss); from 0, where there is no edge, to 1. Zero before the first trade.
    /// </summary>
    /// <remarks>Source: J. L. Kelly, Bell System Technical Journal 35, 1956, for a bet that wins R times its stake or loses it.</remarks>
    public Ratio Kelly()
    {
        if (Wins == 0) return Ratio.Zero;
        if (Losses == 0) return Ratio.One;
        var rate = (decimal)Wins / Count();
        var (gain, loss) = (rate * (Won.Value / Wins), (1m - rate) * (Lost.Value / Losses));
        // What is divided is below what it is divided by, so that no ratio overflows.
        return loss >= gain ? Ratio.Zero : new Ratio(rate * (1m - (loss / gain)));
    }

    /// <summary>With one more trade.</summary>
    public RealizedEdge Add(ClosedTrade trade) => trade.ProfitAndLoss.Amount switch
    {
        > 0m => this with { Wins = Wins + 1, Won = new Ratio(Won.Value + trade.Return.Value) },
        < 0m => this with { Losses = Losses + 1, Lost = new Ratio(Lost.Value - trade.Return.Value) },
        _ => this,
    };
}
