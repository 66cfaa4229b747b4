using System.Collections.Concurrent;
using InvestBot.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Silo.Microsoft;

/// <summary>Tells the API processes how far the journals have grown that this silo writes, some ten times a second.</summary>
internal sealed class JournalHerald(FleetStorage storage, TimeProvider time, ILogger<JournalHerald> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, long> _news = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        storage.Announcer.JournalGrew += Note;
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TellAsync(stoppingToken);
        }
        finally
        {
            storage.Announcer.JournalGrew -= Note;
        }
    }

    private void Note(string instance, long head) => _news.AddOrUpdate(instance, head, (_, known) => Math.Max(known, head));

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        // Its own method locks; a spread would copy while it grows.
        var news = _news.ToArray();
        if (news.Length == 0) return;
        foreach (var item in news) _news.TryRemove(item);
        try
        {
            await storage.Notices.SendAsync(news, cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            EngineLog.NotTold(logger, exception);
        }
    }
}
