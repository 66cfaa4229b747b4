namespace InvestBot.Storage.Commits;

/// <summary>A message that commits with the state that produced it and is delivered until it is acknowledged.</summary>
/// <param name="Sequence">Rises by one with each message of the source, from 1, without gaps.</param>
/// <param name="Source">The sending grain as <c>grainType/key</c>. Stored encrypted.</param>
/// <param name="Target">The receiving grain as <c>grainType/key</c>. Stored encrypted.</param>
/// <param name="Kind">The dotted lowercase type of the message. Stored in plain text.</param>
/// <param name="Data">The message itself. Stored encrypted.</param>
public sealed record OutboxMessage(long Sequence, string Source, string Target, string Kind, ReadOnlyMemory<byte> Data);
