using System.Runtime.CompilerServices;

namespace InvestBot.Orleans.Embedded.Activations;

/// <summary>What a thread is doing: whose turn it runs, and how many turns lie on its stack.</summary>
internal sealed class TurnThread
{
    /// <summary>Deeper than this, a call is queued: a stack is finite.</summary>
    internal const int MaxDepth = 16;

    [ThreadStatic]
    private static TurnThread? _current;

    internal static TurnThread Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _current ?? Create();
    }

    internal Activation? Activation { get; set; }

    internal int Depth { get; set; }

    internal uint Calls { get; set; }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TurnThread Create() => _current = new TurnThread();
}
