using InvestBot.Orleans.Embedded.Activations;

namespace InvestBot.Orleans.Embedded.Calls;

/// <summary>One thing for an activation to do; turns of one activation never run at the same time.</summary>
public abstract class Turn
{
    private protected Turn()
    {
    }

    internal Turn? Next { get; set; }

    internal abstract void Run(Activation activation);
}

/// <summary>The rest of a grain method after an await.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : Turn
{
    internal override void Run(Activation activation) => callback(state);
}

/// <summary>Makes an activation look at what it has to do.</summary>
internal sealed class Nudge : Turn
{
    internal override void Run(Activation activation)
    {
    }
}

/// <summary>The result of a call that returns none.</summary>
public readonly struct Nothing;
