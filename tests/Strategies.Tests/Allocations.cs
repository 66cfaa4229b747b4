using InvestBot.Domain.Markets;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Tests;

/// <summary>What bars allocate on which nothing happens.</summary>
internal static class Allocations
{
    private const int Passes = 5, FirstBars = 50;

    /// <summary>
    /// Bytes over all bars without a signal, each the least of several passes: what the code allocates it allocates every time, while
    /// compiling, and collections that other tests cause (they count what is left of a thread's own memory as allocated), come once.
    /// </summary>
    internal static long Of(Func<TokenDesk> make, IReadOnlyList<Bar> bars)
    {
        var least = new long[bars.Count];
        Array.Fill(least, long.MaxValue);
        for (var pass = 0; pass < Passes; pass++)
        {
            var desk = make();
            for (var i = 0; i < bars.Count; i++)
            {
                var bar = bars[i];
                var before = GC.GetAllocatedBytesForCurrentThread();
                var view = desk.OnBar(in bar, holds: false);
                var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                least[i] = view.Signal is null && i >= FirstBars ? Math.Min(least[i], bytes) : 0;
            }
        }
        return least.Sum();
    }
}
