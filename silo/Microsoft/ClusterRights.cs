using System.Collections.Immutable;
using InvestBot.Silo.Instances;
using InvestBot.Storage;
using InvestBot.Storage.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Runtime;

namespace InvestBot.Silo.Microsoft;

/// <summary>
/// Takes recorded markets that nobody drives. The lock of a market is free only when the silo that had it is gone or has lost its
/// session and so must end; that silo is declared dead before this one drives, so that no grain of the market is left there.
/// </summary>
internal sealed class ClusterRights(
    ClusterSession session, FleetStorage storage, IClusterMembershipService members, ILocalSiloDetails self, IHostApplicationLifetime life, TimeProvider time, ILogger<ClusterRights> logger)
    : BackgroundService, IMarketRights
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(50);

    // Silos that start together share the markets: each takes one at once, and more only when nobody else came for them.
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private ImmutableHashSet<string> _driven = [];

    /// <summary>True once the session with the cluster was lost: what this silo drove is somebody else's.</summary>
    internal bool IsLost { get; private set; }

    public async Task TakeAsync(string recording, CancellationToken cancellationToken)
    {
        while (!await TryTakeAsync(recording, cancellationToken)) await Task.Delay(Pause, time, cancellationToken);
        var silo = self.SiloAddress.ToParsableString();
        if (await storage.Drivers.FindAsync(recording, cancellationToken) is { } former && former != silo)
            await RetireAsync(SiloAddress.FromParsableString(former), cancellationToken);
        await storage.Drivers.SaveAsync(recording, silo, cancellationToken);
        EngineLog.Drives(logger, silo, recording);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!IsLost)
            {
                await session.CheckAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException)
        {
            Lose(exception);
        }
    }

    private async Task<bool> TryTakeAsync(string recording, CancellationToken cancellationToken)
    {
        if (IsLost || (!_driven.IsEmpty && time.GetElapsedTime(_start) < Courtesy)) return false;
        try
        {
            if (!await session.TryTakeAsync(recording, cancellationToken)) return false;
            ImmutableInterlocked.Update(ref _driven, driven => driven.Add(recording));
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException)
        {
            Lose(exception);
            return false;
        }
    }

    // Declaring a silo dead is asked for, done by the membership's own loop, and seen when its table is read again.
    private async Task RetireAsync(SiloAddress former, CancellationToken cancellationToken)
    {
        for (var asked = false; members.CurrentSnapshot.GetSiloStatus(former) is not (SiloStatus.Dead or SiloStatus.None); asked = true)
        {
            if (!asked)
            {
                EngineLog.Retires(logger, former.ToParsableString());
                await members.TryKill(former);
            }
            await Task.Delay(ShortPause, time, cancellationToken);
            await members.Refresh(cancellationToken: cancellationToken);
        }
    }

    private void Lose(Exception exception)
    {
        IsLost = true;
        EngineLog.SessionLost(logger, exception);
        life.StopApplication();
    }
}
