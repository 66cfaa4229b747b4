using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;

namespace InvestBot.Strategies.Presets;

/// <summary>One instance of the demo fleet.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Preset">What it is made from, unchanged but for the mode.</param>
/// <param name="Mode">Who decides entries; <c>null</c>: as the preset says.</param>
public sealed record DemoInstance(string Id, string Preset, BotMode? Mode = null);

/// <summary>
/// The instances that a new installation shows, and where their recordings start. Presets, thresholds, limits and costs are
/// the usual ones; only the starts were chosen, so that something happens soon. What happens includes losses and halts.
/// </summary>
public static class DemoFleet
{
    private static readonly ImmutableArray<DemoInstance> Coins =
    [
        new("meme-careful", "conservative-memecoin"),
        new("meme-growth", "growth-social-memecoin"),
        new("meme-tiers", "tiered-memecoin"),
        new("coin-momentum", "momentum-trend"),
        new("coin-approvals", "multi-platform"),
    ];

    private static readonly ImmutableArray<DemoInstance> Shares =
    [
        new("share-breakouts", "volatility-breakout"),
        new("share-mixed", "multi-platform", BotMode.Automatic),
    ];

    // Chosen from a scan of both recordings: within the first hour of coins' bars four of the five instances enter, and within
    // the first quarter of an hour of shares' bars one of the two. What follows is ordinary: over the rest of the recording
    // most of them lose, and breakers halt them.
    private static readonly ImmutableDictionary<string, DateTimeOffset> Starts = ImmutableDictionary<string, DateTimeOffset>.Empty
        .Add("crypto-2024", DateTimeOffset.Parse("2024-05-13T07:00:00Z", CultureInfo.InvariantCulture))
        .Add("equities-2013", DateTimeOffset.Parse("2013-10-08T18:20:00Z", CultureInfo.InvariantCulture));

    /// <summary>Where a recording's replay starts in the demo; <c>null</c> for one that does not ship: after its first bars, which are history.</summary>
    public static DateTimeOffset? StartOf(string recording) => Starts.TryGetValue(recording, out var start) ? start : null;

    /// <summary>The fleet for the given markets: coin instances for each market of coins, share instances for each of shares. With several markets of a kind, names after the first one's carry a number.</summary>
    public static ImmutableArray<BotConfiguration> For(IEnumerable<MarketDescription> markets)
    {
        var fleet = ImmutableArray.CreateBuilder<BotConfiguration>();
        foreach (var kind in markets.GroupBy(market => market.IsEquities).OrderBy(kind => kind.Key))
        {
            foreach (var (market, place) in kind.OrderBy(market => market.Recording, StringComparer.Ordinal).Select((market, place) => (market, place)))
                fleet.AddRange((kind.Key ? Shares : Coins).Select(instance => Fit(instance, market, place)));
        }
        return fleet.ToImmutable();
    }

    private static BotConfiguration Fit(DemoInstance instance, MarketDescription market, int place)
    {
        var name = place == 0 ? instance.Id : string.Create(CultureInfo.InvariantCulture, $"{instance.Id}-{place + 1}");
        var configuration = PresetCatalog.Create(instance.Preset, new InstanceId(name), market);
        return instance.Mode is { } mode ? configuration with { Mode = mode } : configuration;
    }
}
