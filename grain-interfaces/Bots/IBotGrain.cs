using InvestBot.Domain.Bots;
using InvestBot.Domain.Models;
using InvestBot.GrainInterfaces.Facts;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Bots;

/// <summary>Life cycle, mode, rounds and approvals of one instance. Key: <c>{instance}</c>.</summary>
[Alias("ib.bot"), Version(1)]
public interface IBotGrain : IFactReceiver
{
    /// <summary>Makes the instance, once; the same configuration again changes nothing.</summary>
    [Alias("create")]
    Task<Outcome> Create([Immutable] BotConfiguration configuration, string by);

    /// <summary>After a start of the process: what it watches and where it stands.</summary>
    [Alias("wake")]
    Task<BotWake> Wake();

    /// <summary>Start, pause, resume, stop, emergency stop, reset, archive.</summary>
    [Alias("tell")]
    Task<Outcome> Tell(BotCommand command, string by);

    /// <summary>Changes who decides entries.</summary>
    [Alias("change-mode")]
    Task<Outcome> ChangeMode(BotMode mode, string by);

    /// <summary>A token reports the close of a bar.</summary>
    [Alias("report")]
    Task Report(TokenReport report);

    /// <summary>No more reports come for a round: rank what there is.</summary>
    /// <param name="round">Market time.</param>
    /// <param name="fresh">False for a round that is handed in late: it makes no entries.</param>
    [Alias("close-round")]
    Task CloseRound(DateTimeOffset round, bool fresh);

    /// <summary>A person approves or rejects a proposal.</summary>
    [Alias("decide")]
    Task<Outcome> Decide(string approval, bool approve, string by);

    /// <summary>A person enters; risk judges it as any other entry.</summary>
    [Alias("place")]
    Task<Outcome> Place(ManualEntry entry, string by);

    /// <summary>A person closes a position.</summary>
    [Alias("close-position")]
    Task<Outcome> ClosePosition(string trade, string by);

    /// <summary>The recorded market is over: close what is open.</summary>
    [Alias("end-epoch")]
    Task EndEpoch(DateTimeOffset at);

    /// <summary>The recorded market begins again.</summary>
    [Alias("begin-epoch")]
    Task BeginEpoch(int run);

    /// <summary>Reconciliation found the books in agreement, or not: then nothing is entered.</summary>
    [Alias("reconciled")]
    Task Reconciled(string? difference);

    /// <summary>Where it stands.</summary>
    [ReadOnly, Alias("view")]
    Task<BotView> View();

    /// <summary>What it has learned.</summary>
    [ReadOnly, Alias("learned")]
    Task<LearnedView> Learned();

    /// <summary>Takes over models of its strategy as they stand now, from its next round on; a pinned bot keeps what is in force. The same again changes nothing.</summary>
    [Alias("take-models")]
    Task<Outcome> TakeModels(string strategy, [Immutable] ModelShelf models, string by);

    /// <summary>Keeps a version in force whatever is promoted, or lets go of it.</summary>
    /// <param name="model">Its number; 0: the weighed votes; <c>null</c>: let go.</param>
    /// <param name="by">Who.</param>
    [Alias("pin-model")]
    Task<Outcome> PinModel(int? model, string by);

    /// <summary>Sends what happens from now on to an observer; to be renewed within two minutes.</summary>
    [Alias("observe")]
    Task Observe(IInstanceObserver observer);
}

/// <summary>Hears what happens in an instance, as it happens; what must not be missed is in the journal.</summary>
[Alias("ib.bot.observer"), Version(1)]
public interface IInstanceObserver : IGrainObserver
{
    /// <summary>A round is over, or a status changed.</summary>
    [Alias("tick"), OneWay]
    Task Tick(InstanceTick tick);
}
