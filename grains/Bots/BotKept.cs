using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Risk;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Bots;

/// <summary>What a bot keeps.</summary>
/// <param name="Configuration">The version in force.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Mode">Who decides entries.</param>
/// <param name="Halt">The breaker that is open, if one is.</param>
/// <param name="Reason">Why it stands there, in words.</param>
/// <param name="Difference">How its books differ from the venue's, if they do: then nothing is entered.</param>
/// <param name="Epoch">Part of its order ids; grows when the recorded market begins again.</param>
/// <param name="Run">The run of the recorded market that it trades.</param>
/// <param name="LastRound">Market time of the last round that is over.</param>
/// <param name="Marks">Last prices.</param>
/// <param name="Approvals">Proposals that wait, by id.</param>
public sealed record BotKept(
    BotConfiguration Configuration,
    int Version,
    BotStatus Status,
    BotMode Mode,
    Halt? Halt,
    string? Reason,
    string? Difference,
    int Epoch,
    int Run,
    DateTimeOffset? LastRound,
    Marks Marks,
    ImmutableSortedDictionary<string, Approval> Approvals)
{
    /// <summary>What it has learned. A state of a release before has nothing.</summary>
    public LearningState Learning { get; init; } = LearningState.Empty;

    /// <summary>Why nothing may be entered now; <c>null</c> when entries are possible.</summary>
    public string? Closed => this switch
    {
        { Status: not BotStatus.Running } => $"the instance is {Status}",
        { Halt: { } halt } => $"a breaker is open: {halt.Explanation}",
        { Difference: { } difference } => $"its books differ from the venue's: {difference}",
        _ => null,
    };
}
