using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Silo.Paper;

/// <summary>Opens an account.</summary>
public sealed record OpenCall(AccountId Account, Money Cash, PaperSettings Settings);

/// <summary>Says how far a recorded market has come. The bars themselves are the venue's own.</summary>
/// <param name="Account">Whose orders are matched.</param>
/// <param name="Recording">Which market.</param>
/// <param name="Run">Which run of it.</param>
/// <param name="OpenTime">Of the bars; null: the market is over, and the last bars count.</param>
/// <param name="Instruments">Of which instruments.</param>
public sealed record RoundCall(AccountId Account, string Recording, int Run, DateTimeOffset? OpenTime, ImmutableArray<InstrumentId> Instruments);

/// <summary>Asks for an order, its end, or another stop. May come twice.</summary>
public sealed record SendCall(AccountId Account, VenueRequest Request, DateTimeOffset At);

/// <summary>Whether anything happened.</summary>
public sealed record RoundAnswer(bool Happened);

/// <summary>The ways of the paper venue's protocol: JSON over HTTP on the loopback, with the key in a header. A refusal is a sentence.</summary>
public static class PaperPaths
{
    /// <summary>The header with the key.</summary>
    public const string KeyHeader = "X-InvestBot-Venue-Key";

    /// <summary>POST an <see cref="OpenCall"/>.</summary>
    public const string Open = "/paper/open";

    /// <summary>POST a <see cref="RoundCall"/>, get a <see cref="RoundAnswer"/>.</summary>
    public const string Round = "/paper/round";

    /// <summary>POST a <see cref="SendCall"/>; the answer means that it is in the books.</summary>
    public const string Send = "/paper/send";

    /// <summary>GET what was said after a number: <c>?account=A&amp;after=N</c>.</summary>
    public const string Events = "/paper/events";

    /// <summary>GET the books: <c>?account=A</c>.</summary>
    public const string Snapshot = "/paper/snapshot";

    /// <summary>GET an empty answer from a venue that serves who asks.</summary>
    public const string Health = "/health";
}
