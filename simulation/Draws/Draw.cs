namespace InvestBot.Simulation.Draws;

/// <summary>Numbers drawn from a seed, the same on every machine. Each purpose draws from a stream of its own, so that more draws for one change nothing for the others.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014); streams are named by FNV-1a.</remarks>
public sealed class Draw
{
    private ulong _state;

    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">What is drawn.</param>
    public Draw(ulong seed, string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        unchecked
        {
            var name = 14695981039346656037UL;
            foreach (var letter in stream) name = (name ^ letter) * 1099511628211UL;
            _state = (seed * 0x9E3779B97F4A7C15UL) ^ name;
        }
    }

    /// <summary>All 64 bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Share() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Whole(int least, int most) => least + (int)(Bits() % ((ulong)(most - least) + 1UL));

    /// <summary>A number between two.</summary>
    public double Between(double least, double most) => least + (Share() * (most - least));

    /// <summary>True so often.</summary>
    /// <param name="probability">0 to 1.</param>
    public bool Chance(double probability) => Share() < probability;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[Whole(0, choices.Count - 1)];
    }

    /// <summary>How many chances pass until the next that is taken: exponential with a mean, 1 or more.</summary>
    public long Gap(double mean) => 1 + (long)(-Math.Log(1.0 - Share()) * mean);

    /// <summary>A length of time between two, in whole milliseconds.</summary>
    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(Whole(least, most));
}
