using System.Collections.Immutable;
using Orleans;
using Orleans.CodeGeneration;

namespace InvestBot.GrainInterfaces.Facts;

/// <summary>A grain that hears facts from below. Facts are delivered in order per source, until acknowledged, possibly twice.</summary>
[Alias("ib.fact.receiver"), Version(1)]
public interface IFactReceiver : IKeepsState
{
    /// <summary>Takes facts; returning acknowledges them.</summary>
    [Alias("receive")]
    Task Receive(FactBatch batch);
}

/// <summary>Facts from one source, in its order.</summary>
/// <param name="Source">The sending grain, <c>kind/key</c>.</param>
/// <param name="Facts">In order.</param>
[GenerateSerializer, Immutable, Alias("ib.facts")]
public sealed record FactBatch([property: Id(0)] string Source, [property: Id(1)] ImmutableArray<FactEnvelope> Facts);

/// <summary>One fact as it lies in the outbox.</summary>
/// <param name="Sequence">Rises strictly per source; what was applied before is passed over.</param>
/// <param name="Kind">Names the type of the content.</param>
/// <param name="Json">The content.</param>
[GenerateSerializer, Immutable, Alias("ib.fact")]
public sealed record FactEnvelope([property: Id(0)] long Sequence, [property: Id(1)] string Kind, [property: Id(2)] ReadOnlyMemory<byte> Json);
