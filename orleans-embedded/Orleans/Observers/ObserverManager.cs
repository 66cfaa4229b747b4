using System.Collections;
using Microsoft.Extensions.Logging;
using ObserverLog = InvestBot.Orleans.Embedded.Log;

namespace Orleans.Utilities;

/// <summary>Who has asked a grain to be told. One that does not renew in time, or fails when told, is forgotten. For use within one activation.</summary>
/// <typeparam name="TIdentity">By which a subscription is renewed or ended.</typeparam>
/// <typeparam name="TObserver">What is told.</typeparam>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];
    private readonly ILogger _log;

    /// <summary>Nobody yet.</summary>
    /// <param name="expiration">How long after its last renewal an observer is forgotten.</param>
    /// <param name="log">Told whom telling failed for.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock, in UTC. Give it the engine's.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long after its last renewal an observer is forgotten.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many are known, those that have expired since the last telling included.</summary>
    public int Count => _observers.Count;

    /// <summary>Forgets all.</summary>
    public void Clear() => _observers.Clear();

    /// <summary>Adds an observer, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    /// <summary>Forgets an observer; one that is not known is no error.</summary>
    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Tells all that a condition holds for, one after another, and forgets who has expired or fails.</summary>
    /// <param name="notification">Tells one.</param>
    /// <param name="predicate">The condition; null is all.</param>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Current(predicate))
        {
#pragma warning disable CA1031 // An observer's fault is its own.
            try
            {
                await notification(observer);
            }
            catch (Exception exception)
            {
                Forget(id, exception);
            }
#pragma warning restore CA1031
        }
    }

    /// <inheritdoc cref="Notify(Func{TObserver, Task}, Func{TObserver, bool})"/>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Current(predicate))
        {
#pragma warning disable CA1031 // An observer's fault is its own.
            try
            {
                notification(observer);
            }
            catch (Exception exception)
            {
                Forget(id, exception);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>Forgets who has not renewed in time.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, (_, lastSeen)) in _observers)
            if (now - lastSeen > ExpirationDuration) _observers.Remove(id);
    }

    /// <summary>All that are known.</summary>
    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(entry => entry.Observer).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A copy: an observer that is told may subscribe or leave meanwhile.
    private List<(TIdentity Id, TObserver Observer)> Current(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _observers.Where(entry => predicate is null || predicate(entry.Value.Observer)).Select(entry => (entry.Key, entry.Value.Observer))];
    }

    private void Forget(TIdentity id, Exception exception)
    {
        ObserverLog.ObserverForgotten(_log, exception);
        _observers.Remove(id);
    }
}
