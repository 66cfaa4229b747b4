namespace InvestBot.Feeds.Validation;

/// <summary>The median absolute deviation of the last n returns.</summary>
/// <remarks>Source: Hampel, Journal of the American Statistical Association 69, 1974; not scaled to a normal's sigma.</remarks>
internal sealed class ReturnSpread
{
    private readonly double[] _returns;
    private readonly double[] _scratch;
    private int _count;

    internal ReturnSpread(int window)
    {
        if (window is < 10 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window has 10 to 1000 returns.");
        _returns = new double[window];
        _scratch = new double[window];
    }

    internal bool IsReady => _count >= _returns.Length;

    internal void Add(double change)
    {
        _returns[_count % _returns.Length] = change;
        _count = _count + 1 < 2 * _returns.Length ? _count + 1 : _returns.Length;
    }

    internal double MedianAbsoluteDeviation()
    {
        _returns.CopyTo(_scratch, 0);
        var median = Median();
        for (var i = 0; i < _scratch.Length; i++)
            _scratch[i] = Math.Abs(_scratch[i] - median);
        return Median();
    }

    private double Median()
    {
        Array.Sort(_scratch);
        var middle = _scratch.Length / 2;
        return _scratch.Length % 2 == 1 ? _scratch[middle] : (_scratch[middle - 1] + _scratch[middle]) / 2.0;
    }
}
