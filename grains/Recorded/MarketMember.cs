using System.Collections.Frozen;
using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Exchanges.Paper;
using InvestBot.Feeds.Replay;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.Grains.Outbox;
using InvestBot.Grains.Venues;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Grains.Recorded;

/// <summary>What a member of a recorded market needs of the process.</summary>
public sealed record MarketServices(
    IGrainFactory Grains, IPaperVenue Paper, VenueLink Venues, OutboxDispatcher Outbox, IMarketRecords Records, RecordingLibrary Library, TimeProvider Time, ILoggerFactory Loggers);

/// <summary>One instance at a recorded market. A fault of it is its own: it is logged, its round enters nothing more, and the next one goes on.</summary>
internal sealed class MarketMember(BotConfiguration configuration, MarketServices services, ILogger logger)
{
    private readonly FrozenSet<InstrumentId> _watched = configuration.Watched.ToFrozenSet();

    internal BotConfiguration Configuration => configuration;

    internal InstanceId Id => configuration.Id;

    internal IBotGrain Bot => services.Grains.GetGrain<IBotGrain>(GrainKeys.Of(configuration.Id));

    /// <summary>The venue sees the bars first; what it fills is delivered before anybody decides.</summary>
    internal Task MatchAsync(ReplayRound round, CancellationToken cancellationToken) => GuardAsync(round.CloseTime, async () =>
    {
        var bars = round.Bars.Where(bar => _watched.Contains(bar.Instrument.Id)).Select(bar => (bar.Instrument, bar.Bar)).ToImmutableArray();
        await services.Paper.OnRoundAsync(configuration.Account, new PaperRound(configuration.Recording, round.Epoch, configuration.Timeframe, bars), cancellationToken);
        await SettleAsync(cancellationToken);
    });

    /// <summary>Ranks the round, and waits until what was decided has reached the venue.</summary>
    internal Task CloseAsync(ReplayRound round) => GuardAsync(round.CloseTime, async () =>
    {
        await Bot.CloseRound(round.CloseTime, fresh: true);
        await services.Outbox.IdleAsync(Id.ToString());
    });

    /// <summary>Closes what is open at the last prices.</summary>
    internal Task EndAsync(int run, IReadOnlyCollection<(Instrument Instrument, Bar Bar)> lasts, DateTimeOffset at, CancellationToken cancellationToken) => GuardAsync(at, async () =>
    {
        await Bot.EndEpoch(at);
        await services.Outbox.IdleAsync(Id.ToString());
        await services.Paper.OnEndAsync(configuration.Account, new PaperRound(configuration.Recording, run, configuration.Timeframe, [.. lasts.Where(last => _watched.Contains(last.Instrument.Id))]), cancellationToken);
        await SettleAsync(cancellationToken);
    });

    /// <summary>Compares with the venue; an instance that differs enters nothing.</summary>
    internal Task ReconcileAsync(CancellationToken cancellationToken) => GuardAsync(null, async () =>
    {
        var differences = await CompareAsync(cancellationToken);
        foreach (var difference in differences) Log.Differs(logger, Id.ToString(), difference);
        await Bot.Reconciled(differences.IsEmpty ? null : string.Join(' ', differences));
    });

    /// <summary>Asks the fleet whether a command of its still has to reach the instance.</summary>
    internal Task ObeyAsync() => GuardAsync(null, () => services.Grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Settle(Id));

    private async Task<ImmutableArray<string>> CompareAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // Whatever kept the books from being compared: unknown is not agreed.
        try
        {
            return await services.Venues.ReconcileAsync(Id, configuration.Account, () => services.Outbox.IdleAsync(Id.ToString()), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotCompared(logger, Id.ToString(), exception);
            return ["The books could not be compared: the venue or the account did not answer."];
        }
#pragma warning restore CA1031
    }

    internal async Task SettleAsync(CancellationToken cancellationToken)
    {
        await services.Venues.HearAsync(Id, configuration.Account, cancellationToken);
        await services.Outbox.IdleAsync(Id.ToString());
    }

    private async Task GuardAsync(DateTimeOffset? round, Func<Task> work)
    {
#pragma warning disable CA1031 // One instance's fault must not stop the market for the others.
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RoundFailed(logger, Id.ToString(), round ?? default, exception);
        }
#pragma warning restore CA1031
    }
}
