using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Orleans.Embedded.State;

/// <summary>Keeps states in memory as JSON, so that what is read is never the object that was written. For tests and trials.</summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (string Json, long Version)> _rows = new();

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        if (_rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Json);
            grainState.ETag = Text(row.Version);
            grainState.RecordExists = true;
        }
        else
        {
            Empty(grainState);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var json = JsonSerializer.Serialize(grainState.State);
        var key = (stateName, grainId);
        while (true)
        {
            var exists = _rows.TryGetValue(key, out var row);
            Check(stateName, grainId, exists ? Text(row.Version) : null, grainState.ETag);
            var next = (json, row.Version + 1);
            if (exists ? !_rows.TryUpdate(key, next, row) : !_rows.TryAdd(key, next)) continue;
            grainState.ETag = Text(next.Item2);
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var exists = _rows.TryGetValue((stateName, grainId), out var row);
        Check(stateName, grainId, exists ? Text(row.Version) : null, grainState.ETag);
        _rows.TryRemove((stateName, grainId), out _);
        Empty(grainState);
        return Task.CompletedTask;
    }

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static void Check(string stateName, GrainId grainId, string? stored, string? held)
    {
        if (stored == held) return;
        throw new InconsistentStateException($"State '{stateName}' of {grainId} was written by another since it was read.", stored, held);
    }
}
