namespace InvestBot.Feeds.Synthetic;

/// <summary>Random numbers that are the same on every machine and with every version of the framework.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014); normals by Box and Muller, 1958.</remarks>
internal sealed class SeededGenerator(ulong seed)
{
    private ulong _state = seed;
    private double? _spare;

    /// <summary>Uniform in [0, 1).</summary>
    internal double NextUniform()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    internal double NextNormal()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextUniform()));
        var (sine, cosine) = Math.SinCos(2.0 * Math.PI * NextUniform());
        _spare = radius * sine;
        return radius * cosine;
    }
}
