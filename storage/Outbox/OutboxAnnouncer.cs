using System.Collections.Concurrent;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Server;
using Microsoft.Extensions.Logging;

namespace InvestBot.Storage.Outbox;

/// <summary>Tells this process of commits: the one listener gets the messages, whoever likes hears of journals. Those committed before it subscribes are read as pending.</summary>
public sealed class OutboxAnnouncer(ILogger logger)
{
    private readonly ConcurrentDictionary<string, DatabaseTrouble> _troubles = new(StringComparer.Ordinal);
    private volatile IOutboxListener? _listener;

    /// <summary>Sets the listener. Subscribe first, then read what is pending: then nothing is missed, and a message may be seen twice.</summary>
    public void Subscribe(IOutboxListener listener) => _listener = listener;

    /// <summary>Raised with an instance and its journal's last sequence after every commit that wrote journal records. Handlers are quick and do not throw.</summary>
    public event Action<string, long>? JournalGrew;

    /// <summary>What keeps instances from committing, as of their last try.</summary>
    public IReadOnlyDictionary<string, DatabaseTrouble> Troubles => _troubles;

    internal void AnnounceTrouble(string instance, Exception exception) => _troubles[instance] = DatabaseTrouble.Of(exception);

    internal void AnnounceJournal(string instance, long last) => JournalGrew?.Invoke(instance, last);

    internal void AnnounceUncertain(string instance) => _listener?.Uncertain(instance);

    internal void Announce(string instance, IReadOnlyList<OutboxMessage> messages)
    {
        _troubles.TryRemove(instance, out _);
        if (messages.Count == 0 || _listener is not { } listener)
            return;
#pragma warning disable CA1031 // The messages are durable: a listener's fault must not fail the commit that carried them.
        try
        {
            listener.Committed(instance, messages);
        }
        catch (Exception exception)
        {
            Log.ListenerFailed(logger, instance, exception);
        }
#pragma warning restore CA1031
    }
}
