using System.Text.Json;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Grains.Accounts;
using InvestBot.Grains.Bots;
using InvestBot.Grains.Exchanges;
using InvestBot.Grains.Fleet;
using InvestBot.Grains.Portfolios;
using InvestBot.Grains.Risk;
using InvestBot.Grains.Tokens;
using InvestBot.Storage.Grains;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Keeping;

/// <summary>What the grains keep, and in which versions it was stored.</summary>
public static class KeptStates
{
    /// <summary>
    /// Version 1 of each is what was written last without a number, with it. A new version is a step at the end of its line and a golden
    /// file; the test that compares them says how.
    /// </summary>
    public static StateSchemas Schemas { get; } = new(
        Options(),
        new(Addresses.Account, typeof(AccountKept), StateSchema.Unchanged),
        new(Addresses.Bot, typeof(BotKept), StateSchema.Unchanged, StateSchema.Unchanged, StateSchema.Unchanged),
        new(Addresses.Exchange, typeof(ExchangeKept), StateSchema.Unchanged),
        new(Addresses.Fleet, typeof(FleetKept), StateSchema.Unchanged),
        new(Addresses.Portfolio, typeof(PortfolioKept), StateSchema.Unchanged),
        new(Addresses.Risk, typeof(RiskKept), StateSchema.Unchanged),
        new(Addresses.Token, typeof(TokenKept), StateSchema.Unchanged, StateSchema.Unchanged));

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(DomainJson.Options);
        options.Converters.Insert(0, new KeptParts(typeof(LearningState)));
        return options;
    }
}
