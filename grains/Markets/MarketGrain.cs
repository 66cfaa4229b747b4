using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.GrainInterfaces.Markets;
using InvestBot.GrainInterfaces.Tokens;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Grains.Markets;

/// <summary>
/// Hands each bar to whoever subscribed. It keeps nothing: subscriptions are made again at every start, and a subscriber that
/// failed gets what it missed, in order, with the next bar.
/// </summary>
[GrainType("market"), KeepAlive]
public sealed class MarketGrain(ILogger<MarketGrain> logger) : Grain, IMarketGrain
{
    private const int Remembered = 500;

    private readonly Dictionary<string, DateTimeOffset?> _subscribers = new(StringComparer.Ordinal);
    private readonly List<Bar> _bars = [];

    /// <inheritdoc/>
    public Task Subscribe(string token)
    {
        _subscribers.TryAdd(token, _bars.Count > 0 ? _bars[^1].OpenTime : null);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Unsubscribe(string token)
    {
        _subscribers.Remove(token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> Publish(Bar bar)
    {
        if (_bars.Count == 0 || bar.OpenTime > _bars[^1].OpenTime) _bars.Add(bar);
        // All at once: to forget the oldest at each bar moves all others each time.
        if (_bars.Count >= 2 * Remembered) _bars.RemoveRange(0, Remembered);
        var results = await Task.WhenAll(_subscribers.Keys.ToArray().Select(Deliver));
        return [.. results.OfType<string>()];
    }

    /// <inheritdoc/>
    public Task Restart()
    {
        _bars.Clear();
        foreach (var token in _subscribers.Keys.ToArray()) _subscribers[token] = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Bar>> Latest(int count) => Task.FromResult<ImmutableArray<Bar>>([.. _bars.TakeLast(count)]);

    private async Task<string?> Deliver(string token)
    {
        var grain = GrainFactory.GetGrain<ITokenGrain>(token);
        try
        {
            foreach (var bar in Missing(_subscribers[token]))
            {
                await grain.OnBar(bar);
                _subscribers[token] = bar.OpenTime;
            }
            return null;
        }
#pragma warning disable CA1031 // One subscriber's fault must not keep the bar from the others.
        catch (Exception exception)
        {
            Log.BarNotTaken(logger, token, exception);
            return token;
        }
#pragma warning restore CA1031
    }

    private Bar[] Missing(DateTimeOffset? seen)
    {
        if (_bars.Count == 1 || (_bars.Count > 1 && seen == _bars[^2].OpenTime)) return [_bars[^1]];
        return [.. _bars.Where(bar => seen is null || bar.OpenTime > seen)];
    }
}
