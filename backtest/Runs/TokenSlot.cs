using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Backtest.Runs;

/// <summary>One instrument of a run: its bars, its desk and the exits of its trade.</summary>
internal sealed class TokenSlot(BarTape tape, TokenBlock block, int start, int end)
{
    private readonly TokenBlock _block = block;
    private bool _entryWorks;
    private bool _held;

    internal BarTape Tape { get; } = tape;

    internal Instrument Instrument => Tape.Instrument;

    /// <summary>Index of the next bar.</summary>
    internal int Next { get; private set; } = start;

    /// <summary>Index of the bar of the present round; -1 when it has none.</summary>
    internal int Present { get; private set; } = -1;

    /// <summary>Open of the next bar in minutes since 1970; the largest number when there is none.</summary>
    internal int NextMinute { get; private set; } = start < end ? tape.Minutes[start] : int.MaxValue;

    /// <summary>The last close; <c>null</c> before the first bar.</summary>
    internal Price? Mark => Next == 0 ? null : Tape.Bar(Next - 1).Close;

    /// <summary>What the token said at the close of the present bar, as far as what is held leaves it to say.</summary>
    internal TokenView View => new(_block.Return(Present), _held ? null : _block.Signal(Present), _held ? _block.Exit(Present) : null);

    /// <summary>What the token reports of the present bar.</summary>
    internal BarReport Report => new(Instrument.Id, Tape.Bar(Present), _block.Return(Present), _held ? null : _block.Signal(Present)) { Unasked = _held ? _block.Signal(Present) : null };

    /// <summary>True when there is a wish at the close of the present bar, whether or not something is held.</summary>
    internal bool Speaks => _block.HasSignals && _block.Signal(Present) is not null;

    /// <summary>Notes what is held at the close of the present bar; true when the token wishes to enter.</summary>
    internal bool Look()
    {
        _held = Holds;
        return Wishes;
    }

    /// <summary>True when the token wishes to enter at the close of the present bar.</summary>
    internal bool Wishes => !_held && Speaks;

    /// <summary>Makes the next bar the present one when it opens at a time; else there is none.</summary>
    internal bool Advance(int minute)
    {
        if (NextMinute != minute)
        {
            Present = -1;
            return false;
        }
        Present = Next++;
        NextMinute = Next < end ? Tape.Minutes[Next] : int.MaxValue;
        if (Present >= _block.End) _block.Look(Present, end);
        return true;
    }

    /// <summary>The exits of the trade in this instrument.</summary>
    internal ExitState? Exits { get; set; }

    /// <summary>Something is held, or an entry still works.</summary>
    internal bool Holds => Exits is not null;

    /// <summary>An entry was sent.</summary>
    internal void Entered(ExitState awaiting) => (Exits, _entryWorks) = (awaiting, true);

    /// <summary>A fill came.</summary>
    internal void Filled(Fill fill)
    {
        if (Exits is { } exits && exits.Trade == fill.Trade) Exits = exits.After(fill);
        Settle();
    }

    /// <summary>Its entry works no longer.</summary>
    internal void EntryEnded(TradeId trade)
    {
        if (Exits?.Trade == trade) _entryWorks = false;
        Settle();
    }

    private void Settle()
    {
        if (!_entryWorks && Exits is { Held.IsZero: true }) Exits = null;
    }
}
