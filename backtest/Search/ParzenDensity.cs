namespace InvestBot.Backtest.Search;

/// <summary>A density on a range: an even part and a normal kernel at every point, all of the same weight.</summary>
internal sealed class ParzenDensity
{
    private readonly double _low;
    private readonly double _high;
    private readonly double[] _points;
    private readonly double[] _widths;

    internal ParzenDensity(double low, double high, double[] points)
    {
        (_low, _high) = (low, high);
        _points = [.. points.Order()];
        _widths = new double[points.Length];
        var least = (high - low) / (points.Length + 1.0);
        for (var i = 0; i < points.Length; i++)
        {
            var left = _points[i] - (i == 0 ? low : _points[i - 1]);
            var right = (i + 1 == points.Length ? high : _points[i + 1]) - _points[i];
            _widths[i] = Math.Clamp(Math.Max(left, right), least, high - low);
        }
    }

    internal double At(double value)
    {
        var sum = 1.0 / (_high - _low);
        for (var i = 0; i < _points.Length; i++)
        {
            var distance = (value - _points[i]) / _widths[i];
            sum += Math.Exp(-0.5 * distance * distance) / (_widths[i] * Math.Sqrt(2.0 * Math.PI));
        }
        return sum / (_points.Length + 1);
    }

    internal double Draw(Random random)
    {
        var kernel = random.Next(_points.Length + 1);
        if (kernel == _points.Length) return _low + ((_high - _low) * random.NextDouble());
        // Box and Muller, 1958; again when it falls outside.
        for (var i = 0; i < 64; i++)
        {
            var normal = Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());
            var value = _points[kernel] + (normal * _widths[kernel]);
            if (value >= _low && value <= _high) return value;
        }
        return _points[kernel];
    }
}
