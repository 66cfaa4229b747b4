using InvestBot.Domain.Bots;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Grains.Bots;
using InvestBot.Grains.Keeping;
using InvestBot.Storage;
using InvestBot.Storage.Commits;

namespace InvestBot.Silo.Backups;

/// <summary>The settings of all bots, to read or keep apart. Keys of venues and wallets are no settings, and are not in it.</summary>
/// <param name="At">When it was made, machine time.</param>
/// <param name="Bots">By name.</param>
public sealed record ConfigurationExport(DateTimeOffset At, IReadOnlyList<ExportedBot> Bots)
{
    /// <summary>Reads what is stored; the bots trade on.</summary>
    public static async Task<ConfigurationExport> ReadAsync(FleetStorage storage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bots = new List<ExportedBot>();
        foreach (var record in (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State is "ready" or "archived").OrderBy(record => record.Name, StringComparer.Ordinal))
        {
            var stored = await storage.Commits.ReadAsync(record.Name, new GrainAddress(Addresses.Bot, Addresses.Bot, record.Name), cancellationToken);
            if (stored?.Data is { } data && KeptStates.Schemas.Read<Stored<BotKept>>(data)!.Value is { } kept)
                bots.Add(new ExportedBot(record.Name, kept.Status, kept.Mode, kept.Version, kept.Configuration));
        }
        return new ConfigurationExport(now, bots);
    }

    /// <summary>As JSON that people can read.</summary>
    public string ToJson() => System.Text.Json.Nodes.JsonNode.Parse(DomainJson.Bytes(this))!.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, Encoder = DomainJson.Options.Encoder });
}

/// <summary>One bot's settings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Mode">Who decides entries.</param>
/// <param name="Version">The configuration's number, from 1.</param>
/// <param name="Configuration">The configuration.</param>
public sealed record ExportedBot(string Name, BotStatus Status, BotMode Mode, int Version, BotConfiguration Configuration);
