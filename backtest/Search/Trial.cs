using System.Collections.Immutable;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Search;

/// <summary>One point of a search and what it came to.</summary>
/// <param name="Number">From 1, in the order in which they were asked for.</param>
/// <param name="Settings">Values by name, as they are set.</param>
/// <param name="Score">By the objective; NaN when the settings cannot be used together.</param>
/// <param name="Return">Of the capital, after costs.</param>
/// <param name="Sharpe">Of daily returns, a year; none when they do not vary.</param>
/// <param name="MaxDrawdown">A fraction, zero or more.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="Refused">Why it was not run; <c>null</c> when it was.</param>
public sealed record Trial(
    int Number, ImmutableSortedDictionary<string, string> Settings, double Score, double Return, double? Sharpe, double MaxDrawdown, long Trades, string? Refused)
{
    /// <summary>Changes a configuration.</summary>
    /// <returns>The configuration, or what is wrong with it.</returns>
    public static (BotConfiguration? Configuration, string? Error) Apply(BotConfiguration bot, IEnumerable<KeyValuePair<string, string>> settings)
    {
        string[] parameters = [.. StrategyCatalog.Find(bot.Strategy)?.Parameters.Select(parameter => parameter.Name) ?? []];
        foreach (var (name, value) in settings)
        {
            var (changed, error) = BotSettings.Set(bot, name, value, parameters);
            if (changed is null) return (null, error?.ToString());
            bot = changed;
        }
        var errors = PresetCatalog.Validate(bot);
        return errors.IsEmpty ? (bot, null) : (null, string.Join(' ', errors));
    }

    internal static Trial Run(int number, ImmutableSortedDictionary<string, string> settings, BacktestRequest request, Objective objective, TradingCalendar calendar, CancellationToken cancellationToken)
    {
        var (bot, error) = Apply(request.Configuration, settings);
        if (bot is null) return new Trial(number, settings, double.NaN, 0.0, null, 0.0, 0, error);
        var result = Backtester.Run(request with { Configuration = bot }, cancellationToken);
        var equity = EquityStatistics.Of(result.Equity, bot.Capital.Amount, calendar);
        return new Trial(number, settings, Objectives.Score(objective, result, calendar), equity.Return, equity.Sharpe, equity.MaxDrawdown, result.Trades.Length, null);
    }
}
