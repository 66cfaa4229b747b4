namespace InvestBot.Storage.Instances;

/// <summary>What the registry knows of an instance's database.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Database">Its database.</param>
/// <param name="Role">The only role beside the owner that can connect to it.</param>
/// <param name="State"><c>creating</c>, <c>ready</c>, <c>archived</c> (readable, not writable) or <c>dropping</c>.</param>
/// <param name="Schema">The number of its schema; 0 when that must be looked up.</param>
/// <param name="CreatedAt">When it was made, machine time.</param>
/// <param name="ArchivedAt">When it was archived, or null.</param>
public sealed record InstanceRecord(string Name, string Database, string Role, string State, int Schema, DateTimeOffset CreatedAt, DateTimeOffset? ArchivedAt);
