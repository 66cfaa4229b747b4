namespace InvestBot.Domain.Paper;

/// <summary>A draw that depends on nothing but its arguments, so that no order of events can change it.</summary>
internal static class PaperDraw
{
    /// <summary>A number from 0 (inclusive) to 1 (exclusive), with 6 decimals.</summary>
    internal static decimal Of(ulong seed, string id, DateTimeOffset at)
    {
        // FNV-1a (Fowler, Noll, Vo), then the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
        unchecked
        {
            var hash = 14695981039346656037UL ^ seed;
            foreach (var c in id) hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ (ulong)at.ToUnixTimeSeconds()) * 1099511628211UL;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            hash ^= hash >> 31;
            return hash % 1_000_000UL / 1_000_000m;
        }
    }
}
