using InvestBot.Orleans.Embedded.Calls;

namespace InvestBot.Orleans.Embedded.Activations;

internal sealed partial class Activation
{
    // The mailbox and the turn in one word: null = idle, Taken = a turn is held and nothing waits, else the newest turn that
    // was pushed, linked to older ones. Whoever moves it away from null holds the turn and must run or schedule it.
    private static readonly Turn Taken = new Nudge();

    private Turn? _mailbox;
    private Turn? _inbox;

    internal void Push(Turn turn)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _mailbox);
            turn.Next = ReferenceEquals(newest, Taken) ? null : newest;
            if (!ReferenceEquals(Interlocked.CompareExchange(ref _mailbox, turn, newest), newest)) continue;
            if (newest is null) _engine.Scheduler.Schedule(this);
            return;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var thread = TurnThread.Current;
        var activationBefore = thread.Activation;
        var contextBefore = Current;
        var flow = ExecutionContext.Capture();
        thread.Activation = this;
        thread.Depth++;
        SetSynchronizationContext(this);
        try
        {
            for (var left = _engine.Scheduler.TurnsPerVisit; left > 0; left--)
            {
                if (!RunOne()) return;
                if (flow is not null) ExecutionContext.Restore(flow);
            }

            _engine.Scheduler.Schedule(this);
        }
        finally
        {
            thread.Activation = activationBefore;
            thread.Depth--;
            SetSynchronizationContext(contextBefore);
        }
    }

    // False when nothing was left to do and the turn was given up.
    private bool RunOne()
    {
        while (true)
        {
            try
            {
                if (TakePushed() is { } turn)
                {
                    turn.Run(this);
                    return true;
                }

                if (TakeWaiting() is { } request)
                {
                    Start(request);
                    return true;
                }

                if (BeginEnding()) return true;
            }
            catch (Exception fault)
            {
                Log.TurnFailed(_engine.Logger, GrainId, fault);
                return true;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _mailbox, null, Taken), Taken)) return false;
        }
    }

    private Turn? TakePushed()
    {
        if (_inbox is null)
        {
            if (ReferenceEquals(Volatile.Read(ref _mailbox), Taken)) return null;
            var newest = Interlocked.Exchange(ref _mailbox, Taken);
            while (newest is not null)
            {
                var older = newest.Next;
                newest.Next = _inbox;
                _inbox = newest;
                newest = older;
            }
        }

        var first = _inbox!;
        _inbox = first.Next;
        first.Next = null;
        return first;
    }

    private bool TryTakeTurn() => Interlocked.CompareExchange(ref _mailbox, Taken, null) is null;

    // Gives up a turn that was taken on a caller's stack; what has come meanwhile is left to the scheduler.
    private void GiveUpTurn()
    {
        if (_inbox is null && _waitingCount == 0 && !_ending
            && ReferenceEquals(Interlocked.CompareExchange(ref _mailbox, null, Taken), Taken)) return;
        _engine.Scheduler.Schedule(this);
    }
}
