using System.Diagnostics.CodeAnalysis;
using InvestBot.Grains.Keeping;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace InvestBot.Silo.Microsoft;

/// <summary>Grains of an instance, and of its market, live on the silo that drives the market.</summary>
internal sealed class AtItsMarket : PlacementStrategy;

/// <summary>Says where grains live, by their type, so that the grains themselves need not.</summary>
internal sealed class InvestBotPlacement : IPlacementStrategyResolver
{
    internal const string Market = "market";

    private static readonly AtItsMarket WithTheMarket = new();

    // An account's first caller is its instance's market, and it stays with it.
    private static readonly PreferLocalPlacement WithItsCaller = new();

    public bool TryResolvePlacementStrategy(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out PlacementStrategy? result)
    {
        result = grainType.ToString() switch
        {
            Addresses.Bot or Addresses.Token or Addresses.Risk or Addresses.Exchange or Addresses.Portfolio or Market or RecordingGrain.Type => WithTheMarket,
            Addresses.Account => WithItsCaller,
            _ => null,
        };
        return result is not null;
    }
}
