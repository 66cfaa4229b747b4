using InvestBot.Storage.Commits;
using Microsoft.Extensions.Logging;

namespace InvestBot.Storage.Outbox;

/// <summary>Tells this process of commits: the one listener gets the messages, whoever likes hears of journals. Those committed before it subscribes are read as pending.</summary>
public sealed class OutboxAnnouncer(ILogger logger)
{
    private volatile IOutboxListener? _listener;

    /// <summary>Sets the listener. Subscribe first, then read what is pending: then nothing is missed, and a message may be seen twice.</summary>
    public void Subscribe(IOutboxListener listener) => _listener = listener;

    /// <summary>Raised with an instance and its journal's last sequence after every commit that wrote journal records. Handlers are quick and do not throw.</summary>
    public event Action<string, long>? JournalGrew;

    internal void AnnounceJournal(string instance, long last) => JournalGrew?.Invoke(instance, last);

    internal void AnnounceUncertain(string instance) => _listener?.Uncertain(instance);

    internal void Announce(string instance, IReadOnlyList<OutboxMessage> messages)
    {
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
