using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Naming;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Catalog;

namespace InvestBot.Strategies.Presets;

/// <summary>Every preset, and how it becomes an instance's configuration.</summary>
public static class PresetCatalog
{
    /// <summary>What there is.</summary>
    public static ImmutableArray<Preset> All { get; } = [.. MemecoinPresets.All, .. EquityPresets.All];

    /// <summary>A preset, or <c>null</c> when there is none of that id.</summary>
    public static Preset? Find(string id) => All.FirstOrDefault(preset => preset.Id == id);

    /// <summary>True for a preset that was made for shares; it can be fitted to other markets all the same.</summary>
    public static bool IsForEquities(Preset preset) => EquityPresets.All.Contains(preset);

    /// <summary>Fits a preset to a market.</summary>
    /// <param name="preset">Its id.</param>
    /// <param name="instance">The new instance's name.</param>
    /// <param name="market">What it will trade.</param>
    /// <exception cref="ArgumentException">There is no such preset; the message names the nearest.</exception>
    public static BotConfiguration Create(string preset, InstanceId instance, MarketDescription market)
    {
        var chosen = Find(preset) ?? throw new ArgumentException($"There is no preset '{preset}'. {NearestNames.Advice(preset, [.. All.Select(known => known.Id)])}", nameof(preset));
        var strategy = market.HasSentiment ? chosen.WithSentiment ?? chosen.Strategy : chosen.Strategy;
        return new BotConfiguration(
            instance, chosen.Id, chosen.Mode, strategy, chosen.Parameters, market.Recording, market.Timeframe,
            Universes.Pick(market, chosen.Universe, chosen.Symbols), market.Benchmark,
            new Money(chosen.Capital, market.Quote),
            new FilterSettings { RelativeStrength = chosen.RelativeStrength && market.Benchmark is not null, Leaders = chosen.Leaders, Confidence = chosen.Confidence },
            chosen.Exits, chosen.Risk, PaperCosts.For(market), TimeSpan.FromSeconds(60))
        { Learning = chosen.Learning };
    }

    /// <summary>A configuration around a strategy alone, without a preset's ideas: all instruments, 10 % of equity each, the default limits, the signal's own exits, and what filters belong to the strategy.</summary>
    /// <param name="strategy">Its id.</param>
    /// <param name="instance">The new instance's name.</param>
    /// <param name="market">What it will trade.</param>
    public static BotConfiguration ForStrategy(string strategy, InstanceId instance, MarketDescription market) => new(
        instance, "none", BotMode.Automatic, strategy, ImmutableSortedDictionary<string, string>.Empty, market.Recording, market.Timeframe,
        [.. market.Instruments.Select(instrument => instrument.Id).Order()], market.Benchmark, new Money(10_000m, market.Quote),
        FiltersFor(strategy, market), new ExitSettings(), new RiskSettings { PositionSize = Ratio.Percent(10) }, PaperCosts.For(market), TimeSpan.FromSeconds(60));

    // What belongs to the strategy's idea; nothing outperforms a benchmark that is not there.
    private static FilterSettings FiltersFor(string strategy, MarketDescription market)
    {
        var filters = StrategyCatalog.Find(strategy)?.Filters ?? new FilterSettings();
        return filters with { RelativeStrength = filters.RelativeStrength && market.Benchmark is not null };
    }

    /// <summary>Everything that is wrong with a configuration, strategy and parameters included; nothing when it can be used.</summary>
    public static ImmutableArray<ConfigurationError> Validate(BotConfiguration configuration) =>
        [
            .. BotValidation.Validate(configuration),
            .. StrategyCatalog.Validate(configuration.Strategy, configuration.Parameters),
            .. configuration.Filters.ConfirmedBy is { } confirming ? StrategyCatalog.Validate(confirming, StrategyCatalog.NoParameters).Select(error => error with { Field = "filters.confirmedBy" }) : [],
        ];
}
