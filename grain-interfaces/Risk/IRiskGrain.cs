using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Facts;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Risk;

/// <summary>Verdicts, reservations, day counters and breakers of one instance. Key: <c>{instance}</c>.</summary>
[Alias("ib.risk"), Version(1)]
public interface IRiskGrain : IFactReceiver
{
    /// <summary>Sets the limits.</summary>
    [Alias("configure")]
    Task Configure([Immutable] BotConfiguration configuration);

    /// <summary>Judges an entry beside the orders that are recorded already, and keeps its place until the next round.</summary>
    /// <param name="proposal">The entry.</param>
    /// <param name="marks">Last prices.</param>
    /// <param name="recorded">The instance's orders as their grain has them: what risk has not heard of yet counts as well.</param>
    [Alias("judge-beside")]
    Task<RiskVerdict> Judge([Immutable] EntryProposal proposal, Marks marks, [Immutable] OrdersState recorded);

    /// <summary>A round begins: day counters, marks, breakers.</summary>
    /// <returns>The breaker that is open, if one is.</returns>
    [Alias("begin-round")]
    Task<Halt?> BeginRound(DateTimeOffset round, Marks marks);

    /// <summary>The recorded market begins again: days and waiting times of the run before are over. Repeating it before the first round changes nothing.</summary>
    [Alias("begin-run")]
    Task BeginRun();

    /// <summary>A person ends a halt.</summary>
    [Alias("reset")]
    Task<Outcome> Reset(string by);

    /// <summary>Where it stands.</summary>
    [ReadOnly, Alias("view")]
    Task<RiskView> View();
}

/// <summary>Last prices.</summary>
[GenerateSerializer, Immutable, Alias("ib.marks")]
public sealed record Marks([property: Id(0)] ImmutableSortedDictionary<InstrumentId, Price> Prices)
{
    /// <summary>The last price of an instrument, if there is one.</summary>
    public Price? Of(InstrumentId instrument) => Prices.TryGetValue(instrument, out var price) ? price : null;
}

/// <summary>Where risk stands.</summary>
[GenerateSerializer, Immutable, Alias("ib.risk.view")]
public sealed record RiskView([property: Id(0)] RiskState State, [property: Id(1)] RiskSettings Settings, [property: Id(2)] RiskInputs Inputs);
