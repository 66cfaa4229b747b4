using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Serve;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Naming;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Backtests;

/// <summary>What was asked for, checked: every wrong word is refused with what would help.</summary>
internal sealed record BacktestPlan(BotConfiguration Configuration, DateTimeOffset? From, DateTimeOffset? To)
{
    private static readonly InstanceId Instance = new("backtest");

    public static BacktestPlan Of(
        Recording recording, string? preset, string? strategy, IReadOnlyList<string> symbols, string? from, string? to, IReadOnlyList<string> settings, decimal? capital)
    {
        var market = ServedMarkets.Describe(recording);
        var bot = preset is not null ? FromPreset(preset, market) : FromStrategy(strategy!, market);
        if (symbols.Count > 0) bot = bot with { Universe = Pick(symbols, market) };
        if (capital is { } cash) bot = bot with { Capital = new Money(cash, market.Quote) };
        foreach (var setting in settings) bot = Change(bot, setting);
        var errors = PresetCatalog.Validate(bot);
        if (errors.Length > 0) throw new CliFailure(ExitCode.Usage, string.Join(" ", errors));
        var plan = new BacktestPlan(bot, Time("--from", from), Time("--to", to));
        plan.RefuseEmpty(recording);
        return plan;
    }

    /// <summary>Another instance that trades on the same account: a preset or a strategy as it is, with the costs of the first.</summary>
    /// <exception cref="CliFailure">There is neither of that name.</exception>
    public BotConfiguration Another(Recording recording, string name, int number)
    {
        var market = ServedMarkets.Describe(recording);
        var bot = PresetCatalog.Find(name) is not null ? FromPreset(name, market) : FromStrategy(name, market);
        return bot with { Id = new InstanceId(string.Create(CultureInfo.InvariantCulture, $"backtest-{number}")), Paper = Configuration.Paper };
    }

    private static BotConfiguration FromPreset(string preset, MarketDescription market) => PresetCatalog.Find(preset) is null
        ? throw new CliFailure(ExitCode.Usage, $"--preset '{preset}' is unknown. {NearestNames.Advice(preset, [.. PresetCatalog.All.Select(known => known.Id)])}")
        : PresetCatalog.Create(preset, Instance, market);

    private static BotConfiguration FromStrategy(string strategy, MarketDescription market)
    {
        var id = strategy.StartsWith("strategy.", StringComparison.Ordinal) ? strategy : $"strategy.{strategy}";
        return StrategyCatalog.Find(id) is null
            ? throw new CliFailure(ExitCode.Usage, $"--strategy '{strategy}' is unknown. {NearestNames.Advice(id, [.. StrategyCatalog.All.Select(known => known.Id)])}")
            : PresetCatalog.ForStrategy(id, Instance, market);
    }

    private static ImmutableArray<InstrumentId> Pick(IEnumerable<string> symbols, MarketDescription market)
    {
        var picked = ImmutableArray.CreateBuilder<InstrumentId>();
        foreach (var symbol in symbols.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var found = market.Instruments.FirstOrDefault(instrument => NamesOf(instrument.Id).Contains(symbol, StringComparer.OrdinalIgnoreCase))
                ?? throw new CliFailure(ExitCode.Usage, $"--symbols: '{symbol}' is not in this recording. {NearestNames.Advice(symbol, [.. market.Instruments.Select(instrument => ShortNameOf(instrument.Id))])}");
            if (!picked.Contains(found.Id)) picked.Add(found.Id);
        }
        return picked.ToImmutable();
    }

    private static string[] NamesOf(InstrumentId id) => [id.ToString(), id.Symbol, ShortNameOf(id)];

    private static string ShortNameOf(InstrumentId id) => id.Symbol.Split('/')[0];

    private static BotConfiguration Change(BotConfiguration bot, string setting)
    {
        if (setting.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value])
            throw new CliFailure(ExitCode.Usage, $"--set '{setting}': write name=value, such as risk.openPositions=3.");
        var (changed, error) = BotSettings.Set(bot, name, value, [.. StrategyCatalog.Find(bot.Strategy)!.Parameters.Select(parameter => parameter.Name)]);
        return changed ?? throw new CliFailure(ExitCode.Usage, $"--set {error}");
    }

    private static DateTimeOffset? Time(string option, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new CliFailure(ExitCode.Usage, $"{option} '{text}' is no time; write 2024-05-15 or 2024-05-15T06:00 (UTC).");

    private void RefuseEmpty(Recording recording)
    {
        if (From is { } from && To is { } to && from >= to) throw new CliFailure(ExitCode.Usage, $"--from {from:u} is not before --to {to:u}.");
        var traded = recording.Series.Where(series => Configuration.Universe.Contains(series.Instrument.Id)).ToList();
        if (traded.Any(series => End(series) > (From is { } start ? series.IndexAtOrAfter(start) : 0))) return;
        var first = traded.Min(series => series.OpenTime(0));
        var last = traded.Max(series => series.OpenTime(series.Count - 1));
        throw new CliFailure(ExitCode.Usage, $"There is no bar in this range; the recording holds {first:u} to {last:u}.");

        int End(BarSeries series) => To is { } before ? series.IndexAtOrAfter(before) : series.Count;
    }
}
