using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Commits;

namespace InvestBot.Silo.Restores;

/// <summary>What becomes of a state's message numbers when it is set back.</summary>
internal static class RestoredStates
{
    /// <summary>The value stays as it is, in the version in which it was written.</summary>
    internal static byte[] Renumbered(ReadOnlyMemory<byte> data, int epoch, Func<string, string> rename)
    {
        var (state, stored) = (JsonNode.Parse(data.Span)!.AsObject(), DomainJson.Read<Stored<JsonElement>>(data));
        state["outboxSequence"] = Jumped(stored.OutboxSequence, epoch);
        state["received"] = JsonSerializer.SerializeToNode(Renamed(stored.Received, rename), DomainJson.Options);
        return DomainJson.Bytes(state);
    }

    internal static long Jumped(long sequence, int epoch) => Math.Max(sequence, RestoreEpoch.FirstSequence(epoch));

    internal static ImmutableSortedDictionary<string, T> Renamed<T>(ImmutableSortedDictionary<string, T> byName, Func<string, string> rename) =>
        byName.ToImmutableSortedDictionary(item => rename(item.Key), item => item.Value, byName.KeyComparer);
}
