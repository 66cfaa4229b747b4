namespace InvestBot.Storage.Users;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Id">Never changes and is never used again.</param>
/// <param name="Name">What they sign in with; unique whatever its case.</param>
/// <param name="Role">viewer, operator or admin.</param>
/// <param name="PasswordHash">As the hashing library made it.</param>
/// <param name="FailedCount">Failed sign-ins since the last good one.</param>
/// <param name="LockedUntil">Until when sign-in is refused, or null.</param>
/// <param name="CreatedAt">Machine time.</param>
public sealed record User(string Id, string Name, string Role, string PasswordHash, int FailedCount, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt);
