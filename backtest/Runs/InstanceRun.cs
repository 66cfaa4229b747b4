using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;
using InvestBot.Strategies.Learning;
using InvestBot.Strategies.Sentiment;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Backtest.Runs;

/// <summary>
/// One instance going through its bars, round by round: the venue matches what rests, the tokens look at their bars and
/// manage their exits, the round ranks the signals and risk judges them, equity is marked. The grains do the same in the same order.
/// </summary>
internal sealed class InstanceRun
{
    private readonly BotConfiguration _configuration;
    private readonly int _epoch;
    private readonly FillMoment _fill;
    private readonly TokenSlot[] _slots;
    private readonly Dictionary<InstrumentId, TokenSlot> _byId;
    private readonly VenueAccount _account;
    private readonly VenueLoop _venue;
    private readonly InstanceBooks _books;
    private readonly RoundCounts _counts = new();
    private readonly List<SignalOutcome> _outcomes = [];
    private LearningState _learning = LearningState.Empty;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    internal InstanceRun(BacktestRequest request, VenueAccount account)
    {
        _account = account;
        _configuration = request.Configuration;
        _epoch = request.Epoch;
        _fill = request.Fill;
        var watched = _configuration.Watched.ToHashSet();
        _slots = [.. request.Tapes.Where(tape => watched.Contains(tape.Instrument.Id)).OrderBy(tape => tape.Instrument.Id).Select(tape => Slot(tape, request))];
        _byId = _slots.ToDictionary(slot => slot.Instrument.Id);
        _books = new InstanceBooks(_configuration, id => _byId.TryGetValue(id, out var slot) ? slot.Mark : null);
        _venue = new VenueLoop(
            account,
            fill =>
            {
                _books.Filled(fill);
                _byId[fill.Instrument].Filled(fill);
            },
            entry =>
            {
                _books.EntryEnded(entry);
                foreach (var slot in _slots) slot.EntryEnded(entry.Trade);
            });
    }

    /// <summary>Open of the next bars in minutes since 1970; the largest number when there are none.</summary>
    internal int NextMinute
    {
        get
        {
            var minute = int.MaxValue;
            foreach (var slot in _slots) minute = Math.Min(minute, slot.NextMinute);
            return minute;
        }
    }

    /// <summary>Makes the bars that open at a minute the present ones; false when there are none.</summary>
    internal bool Advance(int minute)
    {
        var bars = 0;
        foreach (var slot in _slots)
            if (slot.Advance(minute)) bars++;
        _counts.Bars += bars;
        return bars > 0;
    }

    /// <summary>The venue matches what rests against the present bars.</summary>
    internal void Match(DateTimeOffset now)
    {
        if (!_account.IsBusy) return;
        foreach (var slot in _slots)
            if (slot.Present >= 0) _account.Match(slot.Instrument, in slot.Tape.Bar(slot.Present), now);
    }

    /// <summary>Decides at the close of the present bars.</summary>
    internal void Decide(DateTimeOffset now)
    {
        _first ??= now;
        _last = now;
        _counts.Rounds++;
        var signals = Look(now);
        _books.Round(now);
        var learned = _configuration.Learning.Enabled ? Learn(now) : null;
        if (signals) Enter(learned ?? Reports(), now);
        if (_fill == FillMoment.SameClose) MatchClose(now);
        Close(now, last: false);
    }

    /// <summary>Closes what is open at the last prices.</summary>
    internal void Finish()
    {
        if (_last is not { } end) return;
        _venue.Tell(new OrderCommand.Flatten("end of data"), end);
        foreach (var slot in _slots)
            if (slot.Next > 0) _account.MatchLast(slot.Instrument, in slot.Tape.Bar(slot.Next - 1), end);
        Close(end, last: true);
    }

    /// <summary>What it came to; asked once all who share the account have finished.</summary>
    internal BacktestResult Result() => new(
        _configuration, _books.Trades, _books.Fills, _books.Equity, _books.Ledger, _books.Risk, _account.Books, _counts.Total(_books.Halts), _first, _last)
    { Learning = _learning, Outcomes = [.. _outcomes] };

    private static TokenSlot Slot(BarTape tape, BacktestRequest request)
    {
        var desk = TokenDesk.For(request.Configuration, tape.Instrument);
        var start = request.From is { } from ? tape.IndexAtOrAfter(from) : 0;
        var timeframe = request.Configuration.Timeframe;
        var readings = request.Readings.TryGetValue(tape.Instrument.Id, out var said) ? new ReadingCursor(said) : null;
        for (var i = Math.Max(0, start - desk.HistoryBars); i < start; i++)
        {
            readings?.Tell(desk, tape.Bar(i).CloseTime(timeframe));
            desk.WarmUp(in tape.Bar(i), in tape.Value(i));
        }
        return new TokenSlot(tape, new TokenBlock(tape, desk, readings, timeframe), start, request.To is { } to ? tape.IndexAtOrAfter(to) : tape.Count);
    }

    private bool Look(DateTimeOffset now)
    {
        var signals = false;
        foreach (var slot in _slots)
        {
            if (slot.Present < 0) continue;
            signals |= slot.Look();
            if (slot.Exits is not { Held.IsZero: false } exits) continue;
            (slot.Exits, var actions) = ExitMachine.OnBar(exits, in slot.Tape.Bar(slot.Present), now, slot.Instrument, slot.View.Exit);
            foreach (var action in actions) _venue.Tell(ExitCommands.From(exits.Trade, action), now);
        }
        return signals;
    }

    private BarReport[]? Learn(DateTimeOffset now)
    {
        if (_learning.Open.IsEmpty && !_slots.Any(slot => slot.Present >= 0 && slot.Speaks)) return null;
        var learned = Learner.Take(_learning, [.. _slots.Where(slot => slot.Present >= 0).Select(slot => slot.Report)], _configuration, now);
        _learning = learned.State;
        _outcomes.AddRange(learned.Outcomes);
        return [.. learned.Reports];
    }

    // The ranking asks for signals and for the benchmark's return, and for the leaders among all; else the others have nothing to say.
    private BarReport[] Reports()
    {
        var all = _configuration.Filters.Leaders > 0;
        return [.. _slots.Where(slot => slot.Present >= 0 && (all || slot.Wishes || slot.Instrument.Id == _configuration.Benchmark)).Select(slot => slot.Report)];
    }

    private void Enter(BarReport[] reports, DateTimeOffset now)
    {
        var (candidates, filtered) = RoundRules.Rank(reports, _configuration.Filters, _configuration.Benchmark);
        _counts.Ranked(candidates, filtered);
        foreach (var candidate in candidates)
        {
            var slot = _byId[candidate.Signal.Instrument];
            var planned = PlannedEntry.For(candidate, _configuration, slot.Instrument, _epoch, now);
            var verdict = _books.Judge(planned.Proposal);
            _counts.Judged(verdict);
            if (verdict.Kind == VerdictKind.Rejected) continue;
            _books.Confirm(verdict);
            slot.Entered(planned.Awaiting);
            _venue.Tell(new OrderCommand.Enter(planned.Bracket(verdict.Quantity)), now);
        }
    }

    private void MatchClose(DateTimeOffset now)
    {
        if (!_account.IsBusy) return;
        foreach (var slot in _slots)
            if (slot.Present >= 0) _account.MatchClose(slot.Instrument, in slot.Tape.Bar(slot.Present), now);
    }

    private void Close(DateTimeOffset now, bool last)
    {
        if (!_books.Ledger.Open.IsEmpty)
            foreach (var slot in _slots)
                if (slot.Present >= 0 && slot.Exits is not null) _books.Reached(slot.Instrument.Id, in slot.Tape.Bar(slot.Present));
        _books.Point(now, last);
    }
}
