using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Naming;
using InvestBot.Strategies.Adaptive;
using InvestBot.Strategies.Breakouts;
using InvestBot.Strategies.Ensembles;
using InvestBot.Strategies.Leaders;
using InvestBot.Strategies.MeanReversion;
using InvestBot.Strategies.Momentum;
using InvestBot.Strategies.Sentiment;
using InvestBot.Strategies.SmartMoney;
using InvestBot.Strategies.Timeframes;

namespace InvestBot.Strategies.Catalog;

/// <summary>Every strategy, by its id. A new one is a class and a line here.</summary>
public static class StrategyCatalog
{
    private static readonly ImmutableArray<(StrategyDescription Description, Func<Instrument, Timeframe, ParameterValues, IStrategy> Make)> Entries =
    [
        (MeanReversionStrategy.Description, (instrument, _, values) => new MeanReversionStrategy(instrument, values)),
        (SmaBreakoutStrategy.Description, (instrument, _, values) => new SmaBreakoutStrategy(instrument, values)),
        (VolatilityBreakoutStrategy.Description, (instrument, _, values) => new VolatilityBreakoutStrategy(instrument, values)),
        (MomentumStrategy.Description, (instrument, _, values) => new MomentumStrategy(instrument, values)),
        (SmartMoneyStrategy.Description, (instrument, _, values) => new SmartMoneyStrategy(instrument, values)),
        (MultiTimeframeStrategy.Description, (instrument, timeframe, values) => new MultiTimeframeStrategy(instrument, timeframe, values)),
        (RelativeStrengthLeadersStrategy.Description, (instrument, timeframe, values) => new RelativeStrengthLeadersStrategy(instrument, timeframe, values)),
        (SentimentStrategy.Description, (instrument, _, values) => new SentimentStrategy(instrument, values)),
        (AdaptiveStrategy.Description, (instrument, _, values) => new AdaptiveStrategy(instrument, values)),
        (EnsembleStrategy.Description, (instrument, _, values) => new EnsembleStrategy(instrument, values)),
    ];

    /// <summary>All at their defaults.</summary>
    internal static ImmutableDictionary<string, string> NoParameters { get; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What there is.</summary>
    public static ImmutableArray<StrategyDescription> All { get; } = [.. Entries.Select(entry => entry.Description)];

    /// <summary>A strategy's description, or <c>null</c> when there is none of that id.</summary>
    public static StrategyDescription? Find(string id) => All.FirstOrDefault(description => description.Id == id);

    /// <summary>What is wrong with a strategy's id and parameters; nothing when they can be used.</summary>
    public static ImmutableArray<ConfigurationError> Validate(string id, IReadOnlyDictionary<string, string> parameters)
    {
        if (Find(id) is not { } description)
            return [new ConfigurationError("strategy", id, NearestNames.Advice(id, [.. All.Select(known => known.Id)]))];
        var errors = ImmutableArray.CreateBuilder<ConfigurationError>();
        foreach (var (name, text) in parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (description.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
                errors.Add(new ConfigurationError($"parameters.{name}", text, $"{id} has no such parameter. {NearestNames.Advice(name, [.. description.Parameters.Select(known => known.Name)])}"));
            else if (!parameter.TryRead(text, out _))
                errors.Add(new ConfigurationError($"parameters.{name}", text, $"Write {parameter.Range}."));
        }
        return errors.ToImmutable();
    }

    /// <summary>Makes a fresh strategy for one instrument.</summary>
    /// <param name="id">As in <see cref="All"/>.</param>
    /// <param name="instrument">What it will see the bars of.</param>
    /// <param name="timeframe">Length of the bars.</param>
    /// <param name="parameters">As text by name; what is absent has its default.</param>
    /// <exception cref="ArgumentException">The id or a parameter cannot be used; the message names field, value and remedy.</exception>
    public static IStrategy Create(string id, Instrument instrument, Timeframe timeframe, IReadOnlyDictionary<string, string> parameters)
    {
        var errors = Validate(id, parameters);
        if (errors.Length > 0) throw new ArgumentException(string.Join(" ", errors), errors[0].Field == "strategy" ? nameof(id) : nameof(parameters));
        var (description, make) = Entries.First(entry => entry.Description.Id == id);
        return make(instrument, timeframe, new ParameterValues(description.Parameters, parameters));
    }
}
