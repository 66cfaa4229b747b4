using System.Collections.Concurrent;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.GrainInterfaces.Markets;
using InvestBot.GrainInterfaces.Tokens;
using InvestBot.Strategies.Tokens;
using Microsoft.Extensions.Logging;

namespace InvestBot.Grains.Recorded;

/// <summary>The instances at one recorded market.</summary>
internal sealed class RecordedMembers(Recording recording, MarketServices services, ILogger logger)
{
    private readonly ConcurrentDictionary<InstanceId, MarketMember> _members = new();

    // In the order of their names: the table's own changes with each process.
    internal Task EachAsync(Func<MarketMember, Task> work) => Task.WhenAll(_members.Values.OrderBy(member => member.Id).Select(work));

    /// <summary>Makes an instance ready: its account, what was left undelivered, its books against the venue's, its tokens warmed up.</summary>
    internal async Task AttachAsync(InstanceId instance, DateTimeOffset marketTime, int run, CancellationToken cancellationToken)
    {
        var bot = services.Grains.GetGrain<IBotGrain>(GrainKeys.Of(instance));
        var configuration = (await bot.View()).Configuration;
        var member = new MarketMember(configuration, services, logger);
        await services.Paper.OpenAsync(configuration.Account, configuration.Capital, configuration.Paper, cancellationToken);
        await services.Outbox.RecoverAsync(instance.ToString()).WaitAsync(cancellationToken);
        await services.Grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Settle(instance);
        await bot.BeginEpoch(run);
        var wake = await bot.Wake();
        await member.SettleAsync(cancellationToken);
        await member.ReconcileAsync(cancellationToken);
        await StartTokensAsync(wake, marketTime, cancellationToken);
        _members[instance] = member;
        Log.InstanceReady(logger, instance.ToString(), wake.Status.ToString(), configuration.Watched.Count());
    }

    internal async Task DetachAsync(InstanceId instance)
    {
        if (!_members.TryRemove(instance, out var member)) return;
        foreach (var id in member.Configuration.Watched)
            await Market(id).Unsubscribe(GrainKeys.Token(instance, id));
    }

    /// <summary>A new run of the recording: fresh ids, fresh history.</summary>
    internal Task BeginRunAsync(int run, DateTimeOffset marketTime) => EachAsync(async member =>
    {
        await member.Bot.BeginEpoch(run);
        await StartTokensAsync(await member.Bot.Wake(), marketTime, CancellationToken.None);
    });

    private async Task StartTokensAsync(BotWake wake, DateTimeOffset marketTime, CancellationToken cancellationToken)
    {
        var configuration = wake.Configuration;
        foreach (var id in configuration.Watched)
        {
            var instrument = services.Library.Find(recording.Description.Id, id);
            var from = services.Library.WarmFrom(recording.Description.Id, id, marketTime, TokenDesk.For(configuration, instrument).HistoryBars);
            var key = GrainKeys.Token(configuration.Id, id);
            await services.Grains.GetGrain<ITokenGrain>(key).Start(new TokenStart(configuration, instrument, from, wake.Epoch, wake.LastRound));
            await Market(id).Subscribe(key);
            var history = await services.Library.ReadAsync(recording.Description.Id, id, from, marketTime);
            await services.Records.KeepAsync(recording.Description.Id, configuration.Timeframe, history.Select(bar => (id, bar)).ToArray(), cancellationToken);
        }
    }

    private IMarketGrain Market(InstrumentId instrument) =>
        services.Grains.GetGrain<IMarketGrain>(GrainKeys.Market(recording.Description.Id, instrument, recording.Description.Timeframe));
}
