using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Sentiment;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Backtest.Runs;

/// <summary>
/// What one token says of some bars in a row. A strategy depends on the bars, and on readings that were known at their close, and on none to come, so that its answers may be had
/// in blocks, while its state is in the processor's cache; the run reads an answer only once its bar has closed.
/// </summary>
internal sealed class TokenBlock(BarTape tape, TokenDesk desk, ReadingCursor? readings, Timeframe timeframe)
{
    private const int Length = 128;
    private readonly double[] _returns = new double[Length];
    private readonly Signal?[] _signals = new Signal?[Length];
    private readonly string?[] _exits = new string?[Length];
    private int _first;
    private int _end;
    private bool _spoke;

    /// <summary>False when no bar of the block brought a wish to enter.</summary>
    internal bool HasSignals { get; private set; }

    /// <summary>One past the last bar that was looked at.</summary>
    internal int End => _end;

    internal double Return(int bar) => _returns[bar - _first];

    internal Signal? Signal(int bar) => _signals[bar - _first];

    internal string? Exit(int bar) => _exits[bar - _first];

    /// <summary>Looks at the bars from one on, up to a last one.</summary>
    internal void Look(int first, int end)
    {
        _first = first;
        _end = Math.Min(end, first + Length);
        HasSignals = false;
        if (_spoke) Forget();
        for (var bar = first; bar < _end; bar++)
        {
            readings?.Tell(desk, tape.Bar(bar).CloseTime(timeframe));
            var view = desk.Look(in tape.Bar(bar), in tape.Value(bar));
            _returns[bar - first] = view.Return;
            if (view.Signal is null && view.Exit is null) continue;
            _signals[bar - first] = view.Signal;
            _exits[bar - first] = view.Exit;
            _spoke = true;
            HasSignals |= view.Signal is not null;
        }
    }

    // Most blocks say nothing: then there is nothing to write, and nothing to wipe away.
    private void Forget()
    {
        Array.Clear(_signals);
        Array.Clear(_exits);
        _spoke = false;
    }
}
