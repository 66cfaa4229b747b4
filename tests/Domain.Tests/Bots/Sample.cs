using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Bots;

/// <summary>A configuration that is in order.</summary>
internal static class Sample
{
    internal static readonly InstrumentId Spy = InstrumentId.Parse("alpaca:SPY");
    internal static readonly InstrumentId Aig = InstrumentId.Parse("alpaca:AIG");

    internal static readonly BotConfiguration Bot = new(
        new InstanceId("alpha"), "conservative", BotMode.Automatic, "strategy.test", ImmutableSortedDictionary<string, string>.Empty, "equities-2013", Timeframe.OneMinute,
        [Aig, Spy], Spy, new Money(10_000m, Currency.Usd), new FilterSettings(), new ExitSettings(), new RiskSettings(), new PaperSettings(), TimeSpan.FromSeconds(60));
}
