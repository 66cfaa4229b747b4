using InvestBot.Indicators;

namespace InvestBot.Strategies.SmartMoney;

/// <summary>A low that lies below its neighbours, with what volume said there.</summary>
/// <param name="Low">The price.</param>
/// <param name="Balance">On-balance volume at its bar.</param>
/// <param name="Flow">Chaikin money flow at its bar.</param>
internal readonly record struct SwingLow(double Low, double Balance, double Flow);

/// <summary>Finds swing lows: bars whose low is below that of some bars on either side. One is known only once the bars after it are there.</summary>
/// <remarks>Source: Bill Williams, Trading Chaos, 1995 (fractals; two bars on either side there).</remarks>
/// <param name="side">Bars on either side, at least 1.</param>
internal sealed class SwingLows(int side)
{
    private readonly SwingLow[] _window = new SwingLow[(2 * side) + 1];
    private int _next;
    private int _count;
    private SwingLow _last;

    /// <summary>True while the latest swing low holds: no bar since has closed below it.</summary>
    internal bool Holds { get; private set; }

    /// <summary>The latest swing low.</summary>
    internal ref readonly SwingLow Last => ref _last;

    /// <summary>Bars since its bar.</summary>
    internal int Age { get; private set; }

    /// <summary>Takes the next bar, with the volume figures at its close.</summary>
    internal void Update(in Ohlcv bar, double balance, double flow)
    {
        Age++;
        if (bar.Close < _last.Low) Holds = false;
        _window[_next] = new SwingLow(bar.Low, balance, flow);
        _next = _next + 1 == _window.Length ? 0 : _next + 1;
        if (_count < _window.Length && ++_count < _window.Length) return;
        var place = _next + side < _window.Length ? _next + side : _next + side - _window.Length;
        ref readonly var middle = ref _window[place];
        for (var i = 0; i < _window.Length; i++)
            if (_window[i].Low <= middle.Low && i != place) return;
        // The bars after it closed above: their lows are higher.
        (_last, Age, Holds) = (middle, side, true);
    }
}
