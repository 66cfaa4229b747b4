using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Feeds.Replay;
using InvestBot.Silo.Backups;
using InvestBot.Silo.Paper;

namespace InvestBot.Silo;

/// <summary>What the silo is to run.</summary>
public sealed record SiloOptions
{
    /// <summary>How recorded markets run, by recording; what is absent runs at real time from its beginning.</summary>
    public required ImmutableDictionary<string, ReplayOptions> Markets { get; init; }

    /// <summary>Where daily backups go; null: none are made.</summary>
    public BackupPlan? Backups { get; init; }

    /// <summary>How many months of bars are kept before the last one of each market.</summary>
    public int KeepBarMonths { get; init; } = 25;

    /// <summary>How many months of each bot's equity curve are kept before the last one. Its journal keeps everything.</summary>
    public int KeepEquityMonths { get; init; } = 60;

    /// <summary>The paper venue, when it has a process of its own; null: it lives in this one, with its books in the control database.</summary>
    public PaperVenueAddress? PaperVenue { get; init; }

    /// <summary>Instances to make and start at recordings that no instance trades yet; a name that is taken gets a number.</summary>
    public ImmutableArray<BotConfiguration> FirstFleet { get; init; } = [];
}
