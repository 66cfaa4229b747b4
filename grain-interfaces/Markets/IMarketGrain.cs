using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Markets;

/// <summary>One subscription for the whole fleet: latest bars and who wants them. Key: <c>{source}/{instrument}/{timeframe}</c>.</summary>
[Alias("ib.market"), Version(1)]
public interface IMarketGrain : IGrainWithStringKey
{
    /// <summary>Sends every bar from now on to a token; repeating it changes nothing.</summary>
    /// <param name="token">The token grain's key.</param>
    [Alias("subscribe")]
    Task Subscribe(string token);

    /// <summary>Ends it.</summary>
    [Alias("unsubscribe")]
    Task Unsubscribe(string token);

    /// <summary>A bar closed. Returns when every subscriber had it, or failed.</summary>
    /// <returns>The subscribers that failed; they get it again, in order, with the next.</returns>
    [Alias("publish")]
    Task<ImmutableArray<string>> Publish(Bar bar);

    /// <summary>Forgets the bars: the recorded market begins again.</summary>
    [Alias("restart")]
    Task Restart();

    /// <summary>The last bars, oldest first.</summary>
    [ReadOnly, Alias("latest")]
    Task<ImmutableArray<Bar>> Latest(int count);
}
