using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Engine.Conformance.Engines;

/// <summary>A storage provider in memory, with versions.</summary>
internal sealed class KeptStates : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (string Json, int Version)> _rows = new();
    private readonly Lock _gate = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId), out var row)) Fill(grainState, JsonSerializer.Deserialize<T>(row.Json), row.Version);
        else Empty(grainState);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            var version = Check(stateName, grainId, grainState) + 1;
            _rows[(stateName, grainId)] = (JsonSerializer.Serialize(grainState.State), version);
            Fill(grainState, grainState.State, version);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            Check(stateName, grainId, grainState);
            _rows.TryRemove((stateName, grainId), out _);
            Empty(grainState);
        }

        return Task.CompletedTask;
    }

    private int Check<T>(string stateName, GrainId grainId, IGrainState<T> held)
    {
        var version = _rows.TryGetValue((stateName, grainId), out var row) ? row.Version : 0;
        var stored = version == 0 ? null : Text(version);
        return stored == held.ETag ? version : throw new InconsistentStateException($"{stateName} of {grainId} was written by another.", stored, held.ETag);
    }

    private static void Fill<T>(IGrainState<T> grainState, T? state, int version)
    {
        grainState.State = state!;
        grainState.ETag = Text(version);
        grainState.RecordExists = true;
    }

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null!;
        grainState.RecordExists = false;
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
