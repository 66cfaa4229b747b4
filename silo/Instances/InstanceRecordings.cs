using System.Collections.Concurrent;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.Grains.Bots;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Silo.Instances;

/// <summary>Which recorded market an instance trades, read from its database without waking a grain: it decides where its grains wake.</summary>
public sealed class InstanceRecordings([FromKeyedServices("Default")] IGrainStorage states)
{
    private readonly ConcurrentDictionary<InstanceId, string> _known = new();

    /// <summary>The recording; null while the instance has no configuration yet. It never changes.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance, or its database is not ready.</exception>
    public async Task<string?> OfAsync(InstanceId instance)
    {
        if (_known.TryGetValue(instance, out var known)) return known;
        return await ReadAsync(instance) is { } bot ? _known.GetOrAdd(instance, bot.Configuration.Recording) : null;
    }

    /// <summary>What the instance's bot kept last; null while it has no configuration yet.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance, or its database is not ready.</exception>
    public async Task<BotKept?> ReadAsync(InstanceId instance)
    {
        var kept = new GrainState<Stored<BotKept>>(new Stored<BotKept>());
        await states.ReadStateAsync("bot", GrainId.Create(Addresses.Bot, GrainKeys.Of(instance)), kept);
        return kept.State?.Value;
    }
}
