namespace InvestBot.Indicators.Catalog;

/// <summary>What an indicator of the catalog may look at for one bar.</summary>
/// <param name="Bar">The closed bar.</param>
/// <param name="StartsSession">Whether it is the first of a trading session.</param>
/// <param name="BenchmarkClose">The benchmark's close at the same time; NaN where there is none.</param>
public readonly record struct IndicatorInput(Ohlcv Bar, bool StartsSession = false, double BenchmarkClose = double.NaN);
