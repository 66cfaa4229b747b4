namespace InvestBot.Simulation.Faults;

/// <summary>What can go wrong.</summary>
public enum FaultKind
{
    /// <summary>The process dies between two steps; what is not durable is gone. A commit that is under way lands later, or never.</summary>
    Crash,

    /// <summary>The database refuses a commit: nothing of it is written.</summary>
    CommitRefused,

    /// <summary>A commit is durable and its answer is lost.</summary>
    CommitLost,

    /// <summary>A commit takes a moment.</summary>
    CommitSlow,

    /// <summary>A commit hangs for longer than a call may take, then happens: callers time out before it takes effect.</summary>
    CommitHung,

    /// <summary>A commit happens and its answer takes longer than a call may: callers time out after it took effect.</summary>
    AnswerHung,

    /// <summary>A state cannot be read.</summary>
    StateUnread,

    /// <summary>The outbox cannot be read.</summary>
    OutboxUnread,

    /// <summary>An acknowledgement of delivered messages is lost.</summary>
    AcknowledgementLost,

    /// <summary>The venue does not answer a request, and never had it.</summary>
    VenueTimeoutBefore,

    /// <summary>The venue does not answer a request, and has it.</summary>
    VenueTimeoutAfter,

    /// <summary>The venue takes its time for a request.</summary>
    VenueSlow,

    /// <summary>What the venue said cannot be read.</summary>
    VenueUnread,

    /// <summary>The venue says again what it said before, under a new number.</summary>
    EventRepeated,

    /// <summary>The venue says what happened at once in another order.</summary>
    EventsReordered,

    /// <summary>The venue's own books cannot be kept: the change did not happen.</summary>
    VenueFailed,

    /// <summary>The feed is gone when bars are asked for again.</summary>
    HistoryUnread,

    /// <summary>The market's database fails after a round: the feed stops and connects again.</summary>
    FeedLost,

    /// <summary>The wall clock is set forward or back, by seconds or hours.</summary>
    ClockJump,
}

/// <summary>One fault of a run: the first crash, the second lost answer.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Which of its kind, from 1.</param>
public readonly record struct Fault(FaultKind Kind, int Number)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out Fault fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = default;
        var mark = text.LastIndexOf('-');
        if (mark < 1 || !int.TryParse(text.AsSpan(mark + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) return false;
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (kind.Words() != text[..mark]) continue;
            fault = new Fault(kind, number);
            return true;
        }
        return false;
    }

    /// <summary><c>crash-1</c>, <c>commit-lost-2</c>.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{Kind.Words()}-{Number}");
}

/// <summary>Kinds in words.</summary>
public static class FaultKinds
{
    /// <summary><c>commit-lost</c>.</summary>
    public static string Words(this FaultKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
