using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.GrainInterfaces;

namespace InvestBot.Grains.Keeping;

/// <summary>Sources and targets of facts, <c>kind/key</c>.</summary>
public static class Addresses
{
    /// <summary>The kinds of grains that send or hear facts, and the venue.</summary>
    public const string Bot = "bot", Token = "token", Risk = "risk", Exchange = "exchange", Portfolio = "portfolio", Account = "account", Fleet = "fleet", Venue = "venue";

    /// <summary>An address.</summary>
    public static string Of(string kind, string key) => $"{kind}/{key}";

    /// <summary>Kind and key of an address.</summary>
    public static (string Kind, string Key) Split(string address)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        return (address[..slash], address[(slash + 1)..]);
    }

    internal static string ToBot(InstanceId instance) => Of(Bot, GrainKeys.Of(instance));

    internal static string ToRisk(InstanceId instance) => Of(Risk, GrainKeys.Of(instance));

    internal static string ToPortfolio(InstanceId instance) => Of(Portfolio, GrainKeys.Of(instance));

    internal static string ToToken(InstanceId instance, InstrumentId instrument) => Of(Token, GrainKeys.Token(instance, instrument));

    internal static string ToAccount(AccountId account) => Of(Account, GrainKeys.Account(account));

    internal static string ToFleet() => Of(Fleet, GrainKeys.Fleet);

    internal static string ToVenue(AccountId account) => Of(Venue, GrainKeys.Account(account));
}
