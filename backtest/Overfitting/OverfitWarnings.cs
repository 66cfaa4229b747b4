using System.Collections.Immutable;
using System.Globalization;

namespace InvestBot.Backtest.Overfitting;

/// <summary>What is known of a choice of parameters.</summary>
/// <param name="Parameters">How many settings were searched.</param>
/// <param name="Trials">How many points were tried.</param>
/// <param name="Trades">Trades of the chosen one, in sample.</param>
/// <param name="InSample">Its mean return a day, in sample.</param>
/// <param name="OutOfSample">Its mean return a day where it was not chosen; <c>null</c>: not tried.</param>
/// <param name="DeflatedSharpe">Probability that it is better than luck; <c>null</c>: not known.</param>
public sealed record Choice(int Parameters, int Trials, long Trades, double InSample, double? OutOfSample, double? DeflatedSharpe);

/// <summary>Says in plain words what speaks against a choice of parameters.</summary>
public static class OverfitWarnings
{
    /// <summary>More settings than this fit noise easily.</summary>
    public const int ManyParameters = 4;

    /// <summary>Fewer trades than this for each setting say little.</summary>
    public const int TradesPerParameter = 30;

    /// <summary>A deflated Sharpe ratio below this may be luck.</summary>
    public const double Sure = 0.95;

    /// <summary>The warnings; none is no proof.</summary>
    public static ImmutableArray<string> Of(Choice choice)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (choice.Parameters > ManyParameters)
            warnings.Add(Text($"{choice.Parameters} settings were searched at once; more than {ManyParameters} fit noise easily."));
        if (choice.Parameters > 0 && choice.Trades < (long)choice.Parameters * TradesPerParameter)
            warnings.Add(Text($"{choice.Trades} trades for {choice.Parameters} settings; fewer than {TradesPerParameter} for each say little."));
        if (choice.InSample <= 0)
            warnings.Add("Even the best settings gained nothing in sample.");
        else if (choice.OutOfSample is { } tried && tried < choice.InSample / 2.0)
            warnings.Add(tried <= 0 ? "What gained in sample lost out of sample." : Text($"Out of sample only {tried / choice.InSample:P0} of the return in sample was left."));
        if (choice.DeflatedSharpe is { } sure && sure < Sure)
            warnings.Add(Text($"The deflated Sharpe ratio is {sure:0.00}: after {choice.Trials} trials such a result may be luck; {Sure:0.00} would be convincing."));
        return warnings.ToImmutable();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
