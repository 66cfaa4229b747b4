namespace InvestBot.Api.Paging;

/// <summary>Part of a list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">What to send as <c>cursor</c> for the next part; null at the end.</param>
/// <param name="Total">How many there are in all under the same filters.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next, long Total);
