using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>Lets a strategy's signals pass, or says why not. Like a strategy, a function of the bars and of what feeds said; nothing allocated on a bar.</summary>
/// <remarks>A class and not an interface: each bar meets several kinds of filter at one place, where a virtual call costs a fraction of an interface's.</remarks>
internal abstract class EntryFilter
{
    /// <summary>How many bars it must see before it can judge.</summary>
    public abstract int WarmUp { get; }

    /// <summary>Takes the next closed bar.</summary>
    public abstract void Update(in Bar bar, in Ohlcv values);

    /// <summary>Why the signal may not be entered at this time; <c>null</c>: it may.</summary>
    public abstract SignalRefusal? Judge(Signal signal, DateTimeOffset now);
}
