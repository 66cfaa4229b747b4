using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using Orleans;

namespace InvestBot.GrainInterfaces.Bots;

/// <summary>What a bot watches and where it stands.</summary>
[GenerateSerializer, Immutable, Alias("ib.bot.wake")]
public sealed record BotWake(
    [property: Id(0)] BotConfiguration Configuration,
    [property: Id(1)] BotStatus Status,
    [property: Id(2)] int Epoch,
    [property: Id(3)] DateTimeOffset? LastRound);

/// <summary>A token's report of a bar.</summary>
[GenerateSerializer, Immutable, Alias("ib.bot.report")]
public sealed record TokenReport([property: Id(0)] DateTimeOffset Round, [property: Id(1)] BarReport Report);

/// <summary>An entry that a person asks for.</summary>
/// <param name="Instrument">One of the universe.</param>
/// <param name="Quantity">Units, or <c>null</c>: the sizing method decides.</param>
/// <param name="Stop">Protective stop, or <c>null</c>: the instance's exit settings, else 1 % below.</param>
/// <param name="Target">Target, or none.</param>
/// <param name="Key">Makes a retry the same order: 1 to 24 letters, digits or hyphens.</param>
[GenerateSerializer, Immutable, Alias("ib.bot.manual-entry")]
public sealed record ManualEntry(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] Quantity? Quantity,
    [property: Id(2)] Price? Stop,
    [property: Id(3)] Price? Target,
    [property: Id(4)] string Key);

/// <summary>Where a bot stands.</summary>
[GenerateSerializer, Immutable, Alias("ib.bot.view")]
public sealed record BotView(
    [property: Id(0)] BotConfiguration Configuration,
    [property: Id(1)] int ConfigurationVersion,
    [property: Id(2)] BotStatus Status,
    [property: Id(3)] Halt? Halt,
    [property: Id(4)] string? Reason,
    [property: Id(5)] BotMode Mode,
    [property: Id(6)] int Epoch,
    [property: Id(7)] DateTimeOffset? Round,
    [property: Id(8)] ImmutableArray<Approval> Approvals);

/// <summary>A proposal that waits for a person.</summary>
/// <param name="Id">Its entry's order id.</param>
/// <param name="Signal">What is proposed, and why.</param>
/// <param name="BarVolume">Volume of its bar.</param>
/// <param name="Round">Market time.</param>
/// <param name="Expires">Wall time.</param>
[GenerateSerializer, Immutable, Alias("ib.bot.approval")]
public sealed record Approval(
    [property: Id(0)] string Id,
    [property: Id(1)] Signal Signal,
    [property: Id(2)] Quantity BarVolume,
    [property: Id(3)] DateTimeOffset Round,
    [property: Id(4)] DateTimeOffset Expires);

/// <summary>What a page shows as it happens.</summary>
[GenerateSerializer, Immutable, Alias("ib.bot.tick")]
public sealed record InstanceTick(
    [property: Id(0)] InstanceId Instance,
    [property: Id(1)] DateTimeOffset? MarketTime,
    [property: Id(2)] BotStatus Status,
    [property: Id(3)] bool Halted,
    [property: Id(4)] Money Equity,
    [property: Id(5)] Money Cash,
    [property: Id(6)] Money Realized,
    [property: Id(7)] Money Unrealized,
    [property: Id(8)] int OpenPositions,
    [property: Id(9)] ImmutableArray<InstrumentBar> Bars);

/// <summary>A bar and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("ib.instrument-bar")]
public readonly record struct InstrumentBar([property: Id(0)] InstrumentId Instrument, [property: Id(1)] Bar Bar);
