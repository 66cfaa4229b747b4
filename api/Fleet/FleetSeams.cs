using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.GrainInterfaces;
using InvestBot.Storage.Market;

namespace InvestBot.Api.Fleet;

/// <summary>The markets that the fleet trades, as the process that plays them knows them.</summary>
public interface IMarketDirectory
{
    /// <summary>Every recorded market, by name, with where it stands now.</summary>
    IReadOnlyList<RecordingView> Recordings();

    /// <summary>The trading rules of an instrument of a market; null when the market has no such instrument.</summary>
    Instrument? Instrument(string recording, InstrumentId id);

    /// <summary>Where the bars of an instrument of a market are stored.</summary>
    BarSeries Series(string recording, InstrumentId instrument, Timeframe timeframe);
}

/// <summary>One recorded market.</summary>
/// <param name="Id">What configurations name it by.</param>
/// <param name="Name">For people.</param>
/// <param name="Licence">Under which its data is used.</param>
/// <param name="MarketTime">Its clock; null before the first bar.</param>
/// <param name="Speed">A multiple of real time, or <c>max</c>.</param>
/// <param name="Epoch">Which time round, from 0.</param>
/// <param name="From">Its first bar.</param>
/// <param name="To">Its last bar's close.</param>
/// <param name="Running">Whether its clock runs.</param>
public sealed record RecordingView(string Id, string Name, string Licence, DateTimeOffset? MarketTime, string Speed, int Epoch, DateTimeOffset From, DateTimeOffset To, bool Running);

/// <summary>Makes instances.</summary>
public interface IInstanceMaker
{
    /// <summary>What instances can be made from.</summary>
    IReadOnlyList<PresetView> Presets { get; }

    /// <summary>Makes an instance with its database, and does not start it. Codes: <c>unknown-preset</c>, <c>unknown-recording</c>, <c>name-taken</c>, <c>bad-configuration</c>.</summary>
    Task<Outcome> CreateAsync(NewInstance instance, string by, CancellationToken cancellationToken);
}

/// <summary>What an instance is made from; what is null comes from the preset.</summary>
public sealed record NewInstance(InstanceId Id, string Preset, string? Recording, decimal? Capital, BotMode? Mode);

/// <summary>A named set of settings.</summary>
public sealed record PresetView(string Id, string Description, string Strategy, string Recording, string Timeframe, decimal Capital, BotMode Mode, IReadOnlyList<string> Universe);
