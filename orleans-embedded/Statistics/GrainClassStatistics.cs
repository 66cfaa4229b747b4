using System.Numerics;

namespace InvestBot.Orleans.Embedded.Statistics;

/// <summary>The books of one grain class. Latencies are sampled on the fast path and complete elsewhere.</summary>
internal sealed class GrainClassStatistics(string grainType)
{
    private readonly long[] _buckets = new long[256];
    private long _activated;
    private long _ended;
    private long _endedCalls;
    private long _endedErrors;

    internal string GrainType { get; } = grainType;

    internal long Activations => Volatile.Read(ref _activated);

    internal long Live => Activations - Volatile.Read(ref _ended);

    internal long EndedCalls => Volatile.Read(ref _endedCalls);

    internal long EndedErrors => Volatile.Read(ref _endedErrors);

    internal void Activated() => Interlocked.Increment(ref _activated);

    internal void Deactivated(long calls, long errors)
    {
        Interlocked.Increment(ref _ended);
        Interlocked.Add(ref _endedCalls, calls);
        Interlocked.Add(ref _endedErrors, errors);
    }

    // Four buckets per power of two: percentiles within 19 %.
    internal void Record(long ticks)
    {
        if (ticks < 4)
        {
            Interlocked.Increment(ref _buckets[ticks < 0 ? 0 : ticks]);
            return;
        }

        var power = BitOperations.Log2((ulong)ticks);
        Interlocked.Increment(ref _buckets[(power << 2) | (int)((ticks >> (power - 2)) & 3)]);
    }

    internal TimeSpan Percentile(double share, long frequency)
    {
        var total = _buckets.Sum();
        if (total == 0) return TimeSpan.Zero;
        var wanted = (long)Math.Ceiling(total * share);
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += Volatile.Read(ref _buckets[i]);
            if (seen >= wanted) return TimeSpan.FromTicks((long)Math.Ceiling(UpperEdge(i) * TimeSpan.TicksPerSecond / frequency));
        }

        return TimeSpan.Zero;
    }

    private static double UpperEdge(int bucket) =>
        bucket < 8 ? bucket + 1 : Math.ScaleB(4 + (bucket & 3) + 1, (bucket >> 2) - 2);
}
