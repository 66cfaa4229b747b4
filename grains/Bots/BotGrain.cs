using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Accounts;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Markets;
using InvestBot.Storage.Commits;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Utilities;

namespace InvestBot.Grains.Bots;

/// <summary>Life cycle, rounds and approvals of one instance.</summary>
[GrainType(Addresses.Bot)]
public sealed partial class BotGrain([PersistentState("bot")] IPersistentState<Stored<BotKept>> store, IInstruments instruments, TimeProvider time, ILogger<BotGrain> logger)
    : KeepingGrain<BotKept>(Addresses.Bot, store), IBotGrain
{
    // By time that nobody sets: were the clock set on, everybody who watches would be forgotten.
    private readonly ObserverManager<IInstanceObserver, IInstanceObserver> _audience =
        new(TimeSpan.FromMinutes(2), logger) { GetDateTime = () => DateTime.UnixEpoch + time.GetElapsedTime(0) };

    private BotKept Now => Kept ?? throw new InvalidOperationException($"There is no instance '{this.GetPrimaryKeyString()}'.");

    private InstanceId Instance => GrainKeys.InstanceOf(this.GetPrimaryKeyString());

    private DateTimeOffset MarketTime => Now.LastRound ?? time.GetUtcNow();

    private IRiskGrain Risk => GrainFactory.GetGrain<IRiskGrain>(GrainKeys.Of(Instance));

    private IPortfolioGrain Portfolio => GrainFactory.GetGrain<IPortfolioGrain>(GrainKeys.Of(Instance));

    private IExchangeGrain Exchange => GrainFactory.GetGrain<IExchangeGrain>(GrainKeys.Exchange(Instance, Now.Configuration.Account));

    /// <inheritdoc/>
    public async Task<Outcome> Create(BotConfiguration configuration, string by)
    {
        if (Kept is null)
        {
            var at = time.GetUtcNow();
            var kept = new BotKept(
                configuration, 1, BotStatus.Created, configuration.Mode, null, null, null, 0, 0, null, new Marks(ImmutableSortedDictionary<InstrumentId, Price>.Empty),
                ImmutableSortedDictionary<string, Approval>.Empty.WithComparers(StringComparer.Ordinal));
            await Commit(WithState(Next(kept), by, at).Put(RowTable.ConfigurationVersions, "1", "", at, configuration));
        }
        await Furnish();
        return Outcome.Done;
    }

    /// <inheritdoc/>
    public async Task<BotWake> Wake()
    {
        await Furnish();
        // What a stop asks of the exchange is asked again: it may have been cut off half-way.
        await Enforce();
        return new BotWake(Now.Configuration, Now.Status, Now.Epoch, Now.LastRound);
    }

    /// <inheritdoc/>
    public async Task<Outcome> Tell(BotCommand command, string by)
    {
        if (BotLife.After(Now.Status, command) is not { } status) return Outcome.Of(BotLife.Refuse(Now.Status, command));
        if (command == BotCommand.Archive && (await Portfolio.View()).Books.Open.Count > 0)
            return new Outcome("positions-open", "The instance still has open positions; stop it and close them first.");
        if (command == BotCommand.Reset)
        {
            await Risk.Reset(by);
            if (Now.Status != BotStatus.EmergencyStopped) return Outcome.Done;
        }
        if (status != Now.Status)
        {
            var next = Next(Now with { Status = status, Reason = status == BotStatus.Running ? null : $"{command} by {by}", Approvals = status == BotStatus.Running ? Now.Approvals : Now.Approvals.Clear() });
            await Commit(WithState(next, by, MarketTime));
        }
        await Enforce();
        await TellAudience();
        return Outcome.Done;
    }

    /// <inheritdoc/>
    public async Task<Outcome> ChangeMode(BotMode mode, string by)
    {
        if (mode == Now.Mode) return Outcome.Done;
        await Commit(WithState(Next(Now with { Mode = mode, Approvals = mode == BotMode.SemiAutomatic ? Now.Approvals : Now.Approvals.Clear() }), by, MarketTime));
        await TellAudience();
        return Outcome.Done;
    }

    /// <inheritdoc/>
    public async Task EndEpoch(DateTimeOffset at)
    {
        await Exchange.CancelEntries("the recorded market is over", at);
        await Exchange.Flatten("the recorded market is over", at);
    }

    /// <inheritdoc/>
    public async Task BeginEpoch(int run)
    {
        if (run <= Now.Run) return;
        (_round, _reports) = (null, new());
        await Risk.BeginRun();
        var next = Next(Now with { Run = run, Epoch = Now.Epoch + 1, LastRound = null, Approvals = Now.Approvals.Clear(), Learning = Now.Learning with { Open = [] } });
        await Commit(next.Record("log", "", MarketTime, new LogRecord("info", "The recorded market begins again.", MarketTime)));
    }

    /// <inheritdoc/>
    public async Task Reconciled(string? difference)
    {
        if (difference == Now.Difference) return;
        await Commit(WithState(Next(Now with { Difference = difference }), "reconciliation", MarketTime));
    }

    /// <inheritdoc/>
    public async Task Receive(FactBatch batch)
    {
        var changed = await Apply(batch, (next, fact) =>
        {
            next.Value = fact switch
            {
                Fact.Halted halted => next.Value with { Halt = halted.Halt },
                Fact.Resumed => next.Value with { Halt = null },
                _ => next.Value,
            };
            WithState(next, "risk", MarketTime);
        });
        if (changed) await TellAudience();
    }

    /// <inheritdoc/>
    public Task<BotView> View() => Task.FromResult(new BotView(
        Now.Configuration, Now.Version, Now.Status, Now.Halt, Now.Difference ?? Now.Reason, Now.Mode, Now.Epoch, Now.LastRound,
        [.. Now.Approvals.Values.Where(approval => approval.Expires > time.GetUtcNow())]));

    /// <inheritdoc/>
    public Task Observe(IInstanceObserver observer)
    {
        _audience.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    private async Task TellAudience()
    {
        if (_audience.Count == 0) return;
        var tick = TickOf(await FiguresOf(), []);
        await _audience.Notify(observer => observer.Tick(tick));
    }

    private async Task Furnish()
    {
        await Risk.Configure(Now.Configuration);
        await Portfolio.Configure(Now.Configuration);
        await GrainFactory.GetGrain<IAccountGrain>(GrainKeys.Account(Now.Configuration.Account)).Join(Instance, Now.Configuration.Capital);
    }

    private async Task Enforce()
    {
        if (Now.Status == BotStatus.EmergencyStopped) await Exchange.Flatten("emergency stop", MarketTime);
        if (Now.Status == BotStatus.Stopped) await Exchange.CancelEntries("stopped", MarketTime);
    }

    private static Stored<BotKept> WithState(Stored<BotKept> next, string by, DateTimeOffset at)
    {
        var kept = next.Value;
        var halted = kept is { Status: BotStatus.Running, Halt: not null };
        var resumes = kept.Halt?.Resumes == Domain.Risk.ResumeRule.NextTradingDay ? "the next trading day" : "a person resets it";
        return next.Record("bot.state", "", at, new StateRecord(
            halted ? "halted" : Keeping.Words.Of(kept.Status), Keeping.Words.Of(kept.Mode), halted ? kept.Halt!.Explanation : kept.Difference ?? kept.Reason, halted ? resumes : null, by, at));
    }
}
