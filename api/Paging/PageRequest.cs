using System.ComponentModel;
using System.Globalization;
using InvestBot.Api.Problems;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Rows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace InvestBot.Api.Paging;

/// <summary>Which part of a list is asked for.</summary>
internal sealed record PageRequest
{
    private const int Largest = 500;

    [FromQuery(Name = "status"), Description("Only this state.")]
    public string? Status { get; init; }

    [FromQuery(Name = "from"), Description("Only from this time on.")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to"), Description("Only before this time.")]
    public DateTimeOffset? To { get; init; }

    [FromQuery(Name = "cursor"), Description("Where the part before this one ended: its `next`.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit"), Description("How many at most, 1 to 500; 50 when absent.")]
    public int? Limit { get; init; }

    /// <summary>The query, or what is wrong with the request.</summary>
    internal (RowQuery? Query, ProblemHttpResult? Problem) On(RowTable table, IReadOnlyCollection<string> states)
    {
        if (Status is not null && !states.Contains(Status))
            return (null, Problem.BadValue("status", Status, $"One of {string.Join(", ", states)}."));
        if (Limit is < 1 or > Largest)
            return (null, Problem.BadValue("limit", Limit.Value.ToString(CultureInfo.InvariantCulture), $"A number from 1 to {Largest}."));
        if (From >= To)
            return (null, Problem.BadValue("from", $"{From:u}", "A time before 'to'."));
        RowCursor? after = null;
        if (Cursor is not null && !Paging.Cursor.TryRead(Cursor, out after))
            return (null, Problem.BadValue("cursor", Cursor, "The 'next' of the page before, unchanged."));
        return (new RowQuery(table) { Status = Status, From = From, To = To, After = after, Limit = Limit ?? 50 }, null);
    }
}
