using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Facts;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Fleet;

/// <summary>Registry of instances, fleet-wide limits and emergency stop. Key: <c>fleet</c>.</summary>
[Alias("ib.fleet"), Version(1)]
public interface IFleetGrain : IFactReceiver
{
    /// <summary>Notes an instance; repeating it changes nothing.</summary>
    [Alias("register")]
    Task<Outcome> Register(InstanceId instance, string preset);

    /// <summary>Forgets an instance.</summary>
    [Alias("remove")]
    Task Remove(InstanceId instance);

    /// <summary>Tells every instance. An emergency stop is kept, so that it holds across restarts, until it is reset.</summary>
    /// <returns>What each answered.</returns>
    [Alias("tell")]
    Task<ImmutableArray<InstanceOutcome>> Tell(BotCommand command, string by);

    /// <summary>Tells an instance again what stopped the fleet, when it did not answer then; otherwise nothing.</summary>
    [Alias("settle")]
    Task Settle(InstanceId instance);

    /// <summary>The fleet.</summary>
    [ReadOnly, Alias("view")]
    Task<FleetView> View();
}

/// <summary>What one instance answered.</summary>
[GenerateSerializer, Immutable, Alias("ib.fleet.outcome")]
public sealed record InstanceOutcome([property: Id(0)] InstanceId Instance, [property: Id(1)] Outcome Outcome);

/// <summary>The fleet.</summary>
/// <param name="Instances">All, by name.</param>
/// <param name="EmergencyStopped">True from an emergency stop of the fleet until its reset.</param>
/// <param name="Breaker">Why no instance may enter, if so.</param>
[GenerateSerializer, Immutable, Alias("ib.fleet.view")]
public sealed record FleetView(
    [property: Id(0)] ImmutableArray<FleetMember> Instances,
    [property: Id(1)] bool EmergencyStopped,
    [property: Id(2)] string? Breaker);

/// <summary>One instance, as the fleet knows it.</summary>
[GenerateSerializer, Immutable, Alias("ib.fleet.member")]
public sealed record FleetMember(
    [property: Id(0)] InstanceId Instance,
    [property: Id(1)] string Preset,
    [property: Id(2)] Money? Equity,
    [property: Id(3)] int OpenPositions);
