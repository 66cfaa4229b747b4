using System.Globalization;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using GrainAddress = InvestBot.Storage.Commits.GrainAddress;

namespace InvestBot.Storage.Grains;

/// <summary>
/// The grains' storage on either store. A state of type <see cref="Stored{TState}"/> commits with its events, messages and rows;
/// any other commits alone.
/// </summary>
/// <param name="store">PostgreSQL, or memory.</param>
/// <param name="home">In which instance a grain's state lies; <c>fleet</c> for fleet and account grains.</param>
/// <param name="schemas">How states are written, and how what any earlier version wrote is read.</param>
/// <remarks>
/// Every failed write surfaces as <see cref="InconsistentStateException"/>, by which the engine ends the activation: what is
/// stored is then read again, whether the write had been refused, lost or durable after all.
/// </remarks>
public sealed class GrainStorage(ICommitStore store, Func<GrainId, string> home, StateSchemas schemas) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        GrainRecord? record = await store.ReadAsync(home(grainId), Address(stateName, grainId), CancellationToken.None);
        grainState.ETag = record is null ? null : Tag(record.Version);
        if (record?.Data is { } data)
        {
            grainState.State = schemas.Read<T>(data);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Empty<T>.Make();
            grainState.RecordExists = false;
        }
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        byte[] data = schemas.Write(grainState.State);
        await CommitAsync(stateName, grainId, grainState, data);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        await CommitAsync(stateName, grainId, grainState, null);
        grainState.State = Empty<T>.Make();
        grainState.RecordExists = false;
    }

    private async Task CommitAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? data)
    {
        IStored? stored = grainState.State as IStored;
        GrainCommit commit = new(
            Address(stateName, grainId),
            grainState.ETag is { } tag ? long.Parse(tag, CultureInfo.InvariantCulture) : 0,
            data is null ? (ReadOnlyMemory<byte>?)null : data,
            stored?.Events ?? [],
            stored?.Outbox ?? [],
            stored?.Rows ?? []);
        try
        {
            grainState.ETag = Tag(await store.CommitAsync(home(grainId), commit));
        }
        catch (CommitConflictException conflict)
        {
            throw new InconsistentStateException(Tag(conflict.Actual), Tag(conflict.Expected), conflict);
        }
        catch (Exception fault)
        {
            throw new InconsistentStateException(null, grainState.ETag, fault);
        }

        stored?.Committed();
    }

    private static GrainAddress Address(string stateName, GrainId grainId) =>
        new(stateName, grainId.Type.ToString()!, grainId.Key.ToString()!);

    private static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static class Empty<T>
    {
        internal static readonly Func<T?> Make = typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>
            : static () => default;
    }
}
