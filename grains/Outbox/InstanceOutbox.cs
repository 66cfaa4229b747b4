using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.Logging;

namespace InvestBot.Grains.Outbox;

/// <summary>
/// One instance's messages. All that wait are delivered together: to different targets side by side, to one target in order;
/// then requests to the venue, in order. What fails stays first in line and is tried again, later each time, up to half a minute.
/// </summary>
internal sealed class InstanceOutbox
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastDelay = TimeSpan.FromSeconds(30);

    private readonly string _instance;
    private readonly FactDelivery _delivery;
    private readonly IOutboxStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stop;
    private readonly TaskScheduler _scheduler;
    private readonly Lock _gate = new();
    private readonly List<OutboxMessage> _waiting = [];
    private readonly HashSet<(string, long)> _known = [];
    private readonly List<TaskCompletionSource<bool>> _idle = [];
    private readonly List<OutboxMessage> _delivered = [];
    private TaskCompletionSource<bool>? _recovered;
    private CancellationTokenSource? _pause;
    private bool _running;
    private bool _failing;
    private bool _untried;

    // What the former process left, or a commit whose answer was lost, comes before anything newer of the same source: a
    // receiver that has applied the newer would take the older for a repetition.
    private bool _behind = true;

    internal InstanceOutbox(string instance, FactDelivery delivery, IOutboxStore store, TimeProvider time, ILogger logger, TaskScheduler scheduler, CancellationToken stop) =>
        (_instance, _delivery, _store, _time, _logger, _scheduler, _stop) = (instance, delivery, store, time, logger, scheduler, stop);

    internal Task Stopped { get; private set; } = Task.CompletedTask;

    internal void Add(IReadOnlyList<OutboxMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
                if (_known.Add((message.Source, message.Sequence))) _waiting.Add(message);
            _untried = true;
            Start();
        }
    }

    /// <summary>Reads what is pending before anything else is delivered.</summary>
    internal void Recover()
    {
        lock (_gate)
        {
            _behind = true;
            Start();
        }
    }

    /// <summary>As <see cref="Recover"/>, and waits for it.</summary>
    internal Task RecoverAsync()
    {
        lock (_gate)
        {
            _recovered ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _untried = true;
            Recover();
            return _recovered.Task;
        }
    }

    internal Task<bool> IdleAsync()
    {
        lock (_gate)
        {
            if (!_running) Start();
            if (!_running) return Task.FromResult(_waiting.Count == 0);
            // While it waits to try again, nobody waits with it: one instance's trouble must not hold up its market.
            if (_failing) return Task.FromResult(false);
            var idle = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _idle.Add(idle);
            return idle.Task;
        }
    }

    private async Task RunAsync()
    {
        var delay = FirstDelay;
        while (true)
        {
            OutboxMessage[] batch;
            bool behind;
            lock (_gate)
            {
                if ((_waiting.Count == 0 && !_behind) || _stop.IsCancellationRequested)
                {
                    _running = false;
                    Answer(_waiting.Count == 0 && !_behind);
                    if (_stop.IsCancellationRequested) _recovered?.TrySetCanceled(_stop);
                    break;
                }
                (batch, behind, _untried) = ([.. _waiting], _behind, false);
            }
            var failed = behind ? !await CatchUpAsync() : await DeliverAsync(batch, delay);
            if (!failed)
            {
                delay = FirstDelay;
                continue;
            }
            if (await PauseAsync(delay)) delay = delay * 2 < LastDelay ? delay * 2 : LastDelay;
        }
        await AcknowledgeAsync();
    }

    private void Start()
    {
        // Something new does not wait for what failed before, and who waits for it waits for one more try of all.
        _pause?.Cancel();
        (_pause, _failing) = (null, false);
        if (_running || (_waiting.Count == 0 && !_behind) || _stop.IsCancellationRequested) return;
        _running = true;
        Stopped = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler).Unwrap();
    }

    /// <summary>Waits before the next try, unless something new has come or comes.</summary>
    /// <returns>False then.</returns>
    private async Task<bool> PauseAsync(TimeSpan delay)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        lock (_gate)
        {
            if (_untried) return false;
            Answer(false);
            (_failing, _pause) = (true, pause);
        }
        try
        {
            await Task.Delay(delay, _time, pause.Token);
        }
        catch (OperationCanceledException)
        {
            // Something new has come, or the process ends.
        }
        lock (_gate)
        {
            if (_pause != pause) return false;
            (_failing, _pause) = (false, null);
            return true;
        }
    }

    private async Task<bool> CatchUpAsync()
    {
        lock (_gate) _behind = false;
#pragma warning disable CA1031 // Until the store answers nothing is delivered, and it is asked again.
        try
        {
            var pending = await _store.ReadPendingAsync(_instance, _stop);
            lock (_gate)
            {
                HashSet<(string, long)> there = [.. pending.Select(Key)];
                HashSet<(string, long)> waiting = [.. _waiting.Select(Key)];
                OutboxMessage[] later = [.. _waiting.Where(message => !there.Contains(Key(message)))];
                OutboxMessage[] first = [.. pending.Where(message => waiting.Contains(Key(message)) || _known.Add(Key(message)))];
                _waiting.Clear();
                _waiting.AddRange(first);
                _waiting.AddRange(later);
                _recovered?.TrySetResult(true);
                _recovered = null;
            }
            return true;
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                _behind = true;
                _recovered?.TrySetException(exception);
                _recovered = null;
            }
            if (!_stop.IsCancellationRequested) Log.NotRecovered(_logger, _instance, exception);
            return false;
        }
#pragma warning restore CA1031
    }

    private static (string, long) Key(OutboxMessage message) => (message.Source, message.Sequence);

    private async Task<bool> DeliverAsync(OutboxMessage[] batch, TimeSpan delay)
    {
        var targets = batch.GroupBy(message => message.Target).ToList();
        var facts = await Task.WhenAll(targets.Where(target => !IsVenue(target.Key)).Select(target => TryAsync(target.Key, [.. target], delay)));
        var failed = facts.Contains(false);
        foreach (var venue in targets.Where(target => IsVenue(target.Key)))
            failed |= !await SendAsync(venue, delay);
        return failed;
    }

    // One by one: what has reached the venue is not sent again because a later request has not.
    private async Task<bool> SendAsync(IGrouping<string, OutboxMessage> requests, TimeSpan delay)
    {
        foreach (var request in requests)
            if (!await TryAsync(requests.Key, [request], delay)) return false;
        return true;
    }

    private async Task<bool> TryAsync(string target, IReadOnlyList<OutboxMessage> messages, TimeSpan delay)
    {
#pragma warning disable CA1031 // Whatever went wrong, the message is durable and tried again.
        try
        {
            await _delivery.DeliverAsync(target, messages, _stop);
        }
        catch (Exception exception)
        {
            if (!_stop.IsCancellationRequested) Log.NotDelivered(_logger, _instance, messages[0].Kind, Addresses.Split(target).Kind, delay, exception);
            return false;
        }
#pragma warning restore CA1031
        lock (_gate)
        {
            foreach (var message in messages) _waiting.Remove(message);
            _delivered.AddRange(messages);
        }
        if (_delivered.Count >= 256) await AcknowledgeAsync();
        return true;
    }

    private async Task AcknowledgeAsync()
    {
        OutboxMessage[] done;
        lock (_gate)
        {
            done = [.. _delivered];
            _delivered.Clear();
        }
        if (done.Length == 0) return;
#pragma warning disable CA1031 // A lost acknowledgement only repeats a delivery.
        try
        {
            await _store.AcknowledgeAsync(_instance, done, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.NotAcknowledged(_logger, _instance, exception);
        }
#pragma warning restore CA1031
        lock (_gate)
            foreach (var message in done) _known.Remove((message.Source, message.Sequence));
    }

    private void Answer(bool idle)
    {
        foreach (var waiting in _idle) waiting.SetResult(idle);
        _idle.Clear();
    }

    private static bool IsVenue(string target) => target.StartsWith(Addresses.Venue + "/", StringComparison.Ordinal);
}
