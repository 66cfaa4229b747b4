using InvestBot.Api.Fleet;
using InvestBot.Api.Hub;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;
using InvestBot.GrainInterfaces;
using InvestBot.Silo.Instances;
using InvestBot.Storage;
using InvestBot.Strategies.Presets;

namespace InvestBot.Api.Host;

/// <summary>The one recorded market of the tests.</summary>
internal sealed class TestMarkets(Recording recording, InstanceKeeper keeper) : IMarketDirectory
{
    public IReadOnlyList<RecordingView> Recordings() =>
        [.. keeper.Markets.Select(market => new RecordingView(recording.Description.Id, recording.Description.Name, "none", market.MarketTime, market.Speed.ToString(), market.Run, recording.First, recording.End, true))];

    public Instrument? Instrument(string id, InstrumentId instrument) => recording.Find(instrument)?.Instrument;

    public Storage.Market.BarSeries Series(string id, InstrumentId instrument, Timeframe timeframe) => new(id, instrument, timeframe);
}

/// <summary>Makes instances at that market from the presets that ship.</summary>
internal sealed class TestMaker(Recording recording, InstanceKeeper keeper) : IInstanceMaker
{
    public IReadOnlyList<PresetView> Presets { get; } =
        [.. PresetCatalog.All.Select(preset => new PresetView(preset.Id, preset.Description, preset.Strategy, recording.Description.Id, "5m", preset.Capital, preset.Mode, []))];

    public Task<Outcome> CreateAsync(NewInstance instance, string by, CancellationToken cancellationToken)
    {
        MarketDescription market = new(
            recording.Description.Id, recording.Description.Timeframe, recording.Description.Quote, [.. recording.Series.Select(series => series.Instrument)], recording.Description.Benchmark);
        // A far stop and nothing else, the strategy neither: a trade ends when the test says so.
        var configuration = PresetCatalog.Create(instance.Preset, instance.Id, market) with { Exits = new ExitSettings { Stop = Ratio.Percent(10), NoTarget = true } };
        if (configuration.Strategy == "strategy.sma-breakout") configuration = configuration with { Parameters = configuration.Parameters.SetItem("exit-on-cross", "0") };
        if (instance.Capital is { } capital) configuration = configuration with { Capital = new Money(capital, configuration.Capital.Currency) };
        return keeper.CreateAsync(instance.Mode is { } mode ? configuration with { Mode = mode } : configuration, by, cancellationToken);
    }
}

/// <summary>The journals that this process writes.</summary>
internal sealed class TestSignal(FleetStorage storage) : IJournalSignal
{
    public IDisposable Subscribe(Action<string, long> grown)
    {
        storage.Announcer.JournalGrew += grown;
        return new Subscription(() => storage.Announcer.JournalGrew -= grown);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
