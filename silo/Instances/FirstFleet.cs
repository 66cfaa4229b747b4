using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;

namespace InvestBot.Silo.Instances;

/// <summary>The instances that a recording begins with.</summary>
internal static class FirstFleet
{
    /// <summary>What is still to be made: a recording's first fleet when nobody trades it, or the rest of one that was cut off half-way; one that a person added to is left alone.</summary>
    internal static async Task<ImmutableArray<BotConfiguration>> MissingAsync(ImmutableArray<BotConfiguration> wanted, IReadOnlyCollection<InstanceId> known, InstanceRecordings instances)
    {
        var recordings = await RecordingsAsync(known, instances);
        var missing = ImmutableArray.CreateBuilder<BotConfiguration>();
        foreach (var fleet in wanted.GroupBy(configuration => configuration.Recording))
        {
            var there = known.Where(id => recordings.GetValueOrDefault(id) is { } recording ? recording == fleet.Key : fleet.Any(first => first.Id == id)).ToHashSet();
            if (!there.All(id => fleet.Any(first => first.Id == id))) continue;
            missing.AddRange(fleet.Where(first => !there.Contains(first.Id) || !recordings.ContainsKey(first.Id)).Select(first => Named(first, there.Contains(first.Id) ? [] : known, missing)));
        }
        return missing.ToImmutable();
    }

    // An instance whose database was made and whose configuration was not has no recording yet.
    private static async Task<Dictionary<InstanceId, string>> RecordingsAsync(IEnumerable<InstanceId> known, InstanceRecordings instances)
    {
        var recordings = new Dictionary<InstanceId, string>();
        foreach (var id in known)
        {
#pragma warning disable CA1031 // One that can't be read counts as not made; it is attached, and shown as faulty, all the same.
            try
            {
                if (await instances.OfAsync(id) is { } recording) recordings[id] = recording;
            }
            catch (Exception)
            {
                continue;
            }
#pragma warning restore CA1031
        }
        return recordings;
    }

    private static BotConfiguration Named(BotConfiguration configuration, IReadOnlyCollection<InstanceId> known, IEnumerable<BotConfiguration> missing)
    {
        var id = configuration.Id;
        for (var number = 2; known.Contains(id) || missing.Any(other => other.Id == id); number++)
            id = new InstanceId(string.Create(CultureInfo.InvariantCulture, $"{configuration.Id}-{number}"));
        return configuration with { Id = id };
    }
}
