using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Risk;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Portfolios;

/// <summary>Cash, positions, trades, equity and statistics of one instance. Key: <c>{instance}</c>. It calls nobody.</summary>
[Alias("ib.portfolio"), Version(1)]
public interface IPortfolioGrain : IFactReceiver
{
    /// <summary>Opens the books.</summary>
    [Alias("configure")]
    Task Configure([Immutable] BotConfiguration configuration);

    /// <summary>Marks positions at the end of a round.</summary>
    [Alias("mark")]
    Task<PortfolioFigures> Mark(DateTimeOffset round, ImmutableArray<InstrumentBar> bars);

    /// <summary>The books, marked.</summary>
    [ReadOnly, Alias("view")]
    Task<PortfolioView> View();
}

/// <summary>What an instance is worth.</summary>
[GenerateSerializer, Immutable, Alias("ib.portfolio.figures")]
public sealed record PortfolioFigures(
    [property: Id(0)] Money Equity,
    [property: Id(1)] Money Cash,
    [property: Id(2)] Money Realized,
    [property: Id(3)] Money Unrealized,
    [property: Id(4)] int OpenPositions);

/// <summary>An instance's books.</summary>
[GenerateSerializer, Immutable, Alias("ib.portfolio.view")]
public sealed record PortfolioView(
    [property: Id(0)] Ledger Books,
    [property: Id(1)] PortfolioFigures Figures,
    [property: Id(2)] Marks Marks,
    [property: Id(3)] int TradesToday,
    [property: Id(4)] int Wins,
    [property: Id(5)] ImmutableArray<decimal> Sparkline);
