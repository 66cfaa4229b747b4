using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.Grains.Keeping;

namespace InvestBot.Silo.Restores;

/// <summary>Turns what names an instance or its account into what names another. Ids of orders and trades stay: they name what was done.</summary>
internal sealed record RestoreNames(InstanceId From, InstanceId To)
{
    internal BotConfiguration Of(BotConfiguration configuration) => configuration with { Id = To };

    /// <summary>An address <c>kind/key</c>.</summary>
    internal string Address(string address)
    {
        var (kind, key) = Addresses.Split(address);
        return Addresses.Of(kind, Key(kind, key));
    }

    /// <summary>The key of a grain.</summary>
    internal string Key(string kind, string key) => kind switch
    {
        Addresses.Fleet => key,
        Addresses.Account or Addresses.Venue => GrainKeys.Account(AccountId.Paper(To)),
        Addresses.Exchange => GrainKeys.Exchange(To, AccountId.Paper(To)),
        Addresses.Token => GrainKeys.Token(To, GrainKeys.InstrumentOf(key)),
        _ => GrainKeys.Of(To),
    };

    internal Fact Of(Fact fact) => fact switch
    {
        Fact.Filled filled => filled with { Instance = To },
        Fact.Standing standing => standing with { Instance = To },
        _ => fact,
    };
}
