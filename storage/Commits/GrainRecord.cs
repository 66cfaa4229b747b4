namespace InvestBot.Storage.Commits;

/// <summary>A stored state.</summary>
/// <param name="Version">Rises by one with each write, from 1; goes on rising after the state was cleared.</param>
/// <param name="Data">The state; null when it was cleared.</param>
public sealed record GrainRecord(long Version, ReadOnlyMemory<byte>? Data);
