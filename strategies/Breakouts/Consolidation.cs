using InvestBot.Strategies.Ranks;

namespace InvestBot.Strategies.Breakouts;

/// <summary>Watches whether a width has been among the smallest of its recent past for some bars in a row, and how long ago that ended.</summary>
internal sealed class Consolidation
{
    private readonly RollingRank _rank;
    private readonly double _share;
    private readonly int _least;
    private int _streak;
    private int _since;

    /// <param name="bars">Length of the past that a width is compared with, the present bar included.</param>
    /// <param name="share">The smallest this share of it counts as narrow.</param>
    /// <param name="least">How many narrow bars in a row make a consolidation.</param>
    internal Consolidation(int bars, double share, int least)
    {
        _rank = new RollingRank(bars);
        _share = share;
        _least = least;
        _since = int.MaxValue;
    }

    /// <summary>Narrow bars in a row, up to the consolidation's last.</summary>
    internal int Length { get; private set; }

    /// <summary>Share of the recent past that is narrower than the present bar; NaN before there is enough of it.</summary>
    internal double Rank => _rank.Value;

    /// <summary>True when a consolidation went on up to at most this many bars before the present one.</summary>
    internal bool EndedWithin(int bars) => _since <= bars;

    /// <summary>Takes the width at the next bar; NaN is not taken.</summary>
    internal void Update(double width)
    {
        if (double.IsNaN(width)) return;
        // What is asked at a bar is whether the bars before it consolidated.
        if (_streak >= _least) (_since, Length) = (1, _streak);
        else if (_since < int.MaxValue) _since++;
        _streak = _rank.Update(width) < _share ? _streak + 1 : 0;
    }
}
